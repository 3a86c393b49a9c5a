import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { regexLiterals, type RegexLiteral } from '../../support/hostile/regex-literals.ts';

const folders = ['domain', 'platform', 'schema', 'client', 'extensions'];
const length = 100_000;

/** A pattern that is linear takes milliseconds; one that is not, minutes. Nothing in between is measured. */
const longestMs = 20_000;

/** @returns those that did not end in time, one worker for each, and all others in one */
async function endless(regexes: readonly RegexLiteral[]): Promise<string[]> {
	const stuck: string[] = [];
	let rest = regexes;
	while (rest.length > 0) {
		const done = await tried(rest);
		if (done < rest.length) stuck.push(`${rest[done]!.at} /${rest[done]!.source}/`);
		rest = rest.slice(done + 1);
	}
	return stuck;
}

/** @returns how many of them ended before one did not */
function tried(regexes: readonly RegexLiteral[]): Promise<number> {
	const file = new URL('../../support/hostile/try-regexes.mjs', import.meta.url);
	return new Promise((resolve, reject) => {
		const worker = new Worker(file, { workerData: { regexes, length } });
		let done = 0;
		const stop = (): void => void worker.terminate();
		let timer = setTimeout(stop, longestMs);
		worker.on('message', () => {
			done += 1;
			clearTimeout(timer);
			timer = setTimeout(stop, longestMs);
		});
		worker.on('error', reject);
		worker.on('exit', () => {
			clearTimeout(timer);
			resolve(done);
		});
	});
}

it('B5: no text of 100 KB keeps a pattern of ours busy', async () => {
	const regexes = regexLiterals(folders);
	expect(regexes.length).toBeGreaterThan(50);
	expect(await endless(regexes)).toEqual([]);
}, 120_000);

it('B5: a pattern that goes back and forth would be found', async () => {
	const [bad] = [{ at: 'here', source: '^(a+)+$', flags: '' }];
	expect(await endless([bad])).toEqual(['here /^(a+)+$/']);
}, 60_000);
