import { spawn } from 'node:child_process';

/** How a program ended and what it wrote. */
export interface ProcessResult {
	code: number;
	stdout: string;
	stderr: string;
}

interface RunOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** Also show the output as it comes. */
	show?: boolean;
	input?: string;
}

/** Runs a program to its end. A non-zero exit is a result, not an exception: only the caller knows what it means. */
export function runProcess(file: string, args: string[], options: RunOptions): Promise<ProcessResult> {
	return new Promise((resolve, reject) => {
		const child = spawn(file, args, { cwd: options.cwd, env: options.env ?? process.env, stdio: 'pipe' });
		let stdout = '';
		let stderr = '';
		child.stdout.on('data', (chunk: Buffer) => {
			stdout += chunk.toString();
			if (options.show) process.stdout.write(chunk);
		});
		child.stderr.on('data', (chunk: Buffer) => {
			stderr += chunk.toString();
			if (options.show) process.stderr.write(chunk);
		});
		child.stdin.on('error', () => {});
		child.stdin.end(options.input ?? '');
		child.on('error', reject);
		child.on('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
	});
}
