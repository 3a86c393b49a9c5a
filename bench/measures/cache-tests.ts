import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCachingProxy } from '../cache-tests/caching-proxy.ts';
import { failedTests, involvesOurCode, tally, type Failed, type Outcomes } from '../cache-tests/score.ts';
import { kinds } from '../cache-tests/suite-tests.ts';
import { loadSuite, type Suite } from '../cache-tests/suite.ts';
import { describeMachine } from '../support/machine.ts';
import type { Measure, Result } from '../support/measure.ts';

/** What the public suite for HTTP caches says of our store and delivery, and what it says of no cache at all. */
export const cacheTests: Measure = {
	name: 'cache-tests',
	async *run() {
		const checkout = process.env['BEBETTER_CACHE_TESTS'];
		const suite = await loadSuite(checkout);
		const origin = await suite.startOrigin();
		const control = await suite.judge(origin);
		const proxy = await suite.judge(await startCachingProxy(origin));
		yield* scores(suite, control, proxy);

		const failed = failedTests(suite.tests, proxy);
		const required = failed.filter(({ kind }) => kind === 'required');
		const withOurCode = required.filter(involvesOurCode);
		print('required tests that fail and involve our code', withOurCode);
		print(
			'required tests that fail elsewhere',
			required.filter((test) => !involvesOurCode(test)),
		);
		record(checkout ? 'cache-tests-checkout.json' : 'cache-tests.json', {
			machine: describeMachine(),
			suite: suite.name,
			proxy: tally(suite.tests, proxy),
			control: tally(suite.tests, control),
			failed_in_proxy: failed.map((test) => ({ ...test, involves_our_code: involvesOurCode(test) })),
		});
		yield line('cache-tests required, failed and involving our code', withOurCode.length, '', suite);
	},
};

function* scores(suite: Suite, control: Outcomes, proxy: Outcomes): Generator<Result> {
	const ours = tally(suite.tests, proxy);
	const without = tally(suite.tests, control);
	for (const kind of kinds) {
		const { all } = ours[kind];
		yield line(`cache-tests ${kind}, our code in a proxy`, ours[kind].passed, `of ${all}`, suite);
		yield line(`cache-tests ${kind}, no cache (control)`, without[kind].passed, `of ${all}`, suite);
	}
}

/** Its authors say that passing all of it means nothing, so no number is a target. */
const line = (name: string, value: number, unit: string, suite: Suite): Result => ({
	name,
	value,
	unit,
	target: null,
	how: `${suite.name}, every test that is not for browsers; the control is its bare origin`,
});

function print(title: string, failed: readonly Failed[]): void {
	console.error(`${title}: ${failed.length}`);
	for (const { group, id, reason } of failed) console.error(`  ${group}: ${id} (${reason})`);
}

/** Test by test, so that the next run can be compared with this one. */
function record(file: string, report: object): void {
	const folder = join(import.meta.dirname, '../results');
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, file), `${JSON.stringify(report, null, '\t')}\n`);
}
