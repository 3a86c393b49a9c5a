import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { workFolder } from '../../host/paths.ts';
import { runProcess } from '../../host/run-process.ts';
import { onCleanUp } from '../support/clean-up.ts';
import type { Outcomes } from './score.ts';

/** Runs the suite's client. @param file its cli.mjs */
export async function judge(file: string, address: string): Promise<Outcomes> {
	const { code, stdout, stderr } = await runProcess(process.execPath, ['--no-warnings', file], {
		cwd: dirname(file),
		env: settings({ base: address }),
	});
	if (code !== 0) throw new Error(`the client of cache-tests failed: ${stderr}`);
	return JSON.parse(stdout) as Outcomes;
}

/** @param file the suite's server.mjs */
export async function startOrigin(file: string): Promise<string> {
	const port = String(await freePort());
	const child = spawn(process.execPath, [file], {
		cwd: dirname(file),
		env: settings({ port, pidfile: join(workFolder, 'cache-tests-origin.pid') }),
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	onCleanUp(async () => void child.kill());

	const listening = new Promise<void>((resolve) => {
		createInterface(child.stdout).on('line', (line) => line.startsWith('Listening') && resolve());
	});
	const ended = once(child, 'exit').then(() => {
		throw new Error('the origin of cache-tests ended; its own message is above');
	});
	await Promise.race([listening, ended]);
	// From here on its end is ours to bring about.
	ended.catch(() => undefined);
	return `http://127.0.0.1:${port}`;
}

/** It reads its settings as npm hands them to a script; an empty `id` means every test. */
function settings(values: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
	const all = Object.entries({ protocol: 'http', id: '', base: '', port: '', ...values });
	const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'));
	return {
		...Object.fromEntries(inherited),
		...Object.fromEntries(all.map(([name, value]) => [`npm_package_config_${name}`, value])),
	};
}

/** The origin cannot be told to choose one. */
async function freePort(): Promise<number> {
	const server = createServer().listen(0);
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
