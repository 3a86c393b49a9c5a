import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../paths.ts';
import { PlainError, runCommand } from '../plain-error.ts';

await runCommand(async () => {
	const file = join(repositoryRoot, 'bench/run.ts');
	if (!existsSync(file))
		throw new PlainError('There is nothing to measure yet: bench/run.ts does not exist.');
	const args = ['--disable-warning=ExperimentalWarning', file, ...process.argv.slice(2)];
	const child = spawn(process.execPath, args, { cwd: repositoryRoot, stdio: 'inherit' });
	const [code] = await once(child, 'exit');
	process.exitCode = code ?? 1;
});
