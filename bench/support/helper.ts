import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onCleanUp } from './clean-up.ts';

/** A script of this folder in a process of its own, so that it and the bench do not wait for each other. */
export interface Helper {
	/** Sends a message and waits for the next one. */
	readonly ask: <Answer>(message: unknown) => Promise<Answer>;
	readonly stop: () => void;
}

/** @param script named `<script>.ts`; it says when it is ready */
export async function startHelper(script: string, input: unknown): Promise<Helper> {
	const child = fork(join(import.meta.dirname, `${script}.ts`), [JSON.stringify(input)], {
		serialization: 'advanced',
	});
	onCleanUp(async () => void child.kill());
	await nextMessage(child, script);
	return {
		ask: (message) => {
			child.send(message as object);
			return nextMessage(child, script);
		},
		stop: () => void child.kill(),
	};
}

async function nextMessage<Answer>(child: ChildProcess, script: string): Promise<Answer> {
	const ending = new AbortController();
	const end = once(child, 'exit', { signal: ending.signal }).then(() => {
		throw new Error(`bench/support/${script}.ts ended`);
	});
	try {
		const [answer] = (await Promise.race([once(child, 'message', { signal: ending.signal }), end])) as [
			Answer,
		];
		return answer;
	} finally {
		ending.abort();
		end.catch(() => undefined);
	}
}

/** In the script: what it was started with. */
export const helperInput = <Input>(): Input => JSON.parse(process.argv[2]!) as Input;
