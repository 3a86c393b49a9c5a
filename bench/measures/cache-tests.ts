import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCachingProxy } from '../cache-tests/caching-proxy.ts';
import {
	isDecidedByUs,
	kinds,
	requiredThatFail,
	tally,
	type Failed,
	type Outcomes,
} from '../cache-tests/score.ts';
import { loadSuite, type Suite } from '../cache-tests/suite.ts';
import { describeMachine } from '../support/machine.ts';
import { atMost, type Measure, type Result } from '../support/measure.ts';

/** What the public suite for HTTP caches says of our store and delivery, beside what it says of no cache at all. */
export const cacheTests: Measure = {
	name: 'cache-tests',
	async *run() {
		const suite = await loadSuite();
		const origin = await suite.startOrigin();
		const control = await suite.judge(origin);
		const proxy = await suite.judge(await startCachingProxy(origin));
		yield* scores(suite, control, proxy);

		const failing = requiredThatFail(suite.tests, proxy);
		const ours = failing.filter(isDecidedByUs);
		const others = failing.filter((failed) => !isDecidedByUs(failed));
		print('required, failing where our pieces decide', ours);
		print('required, failing where the library or the proxy decides', others);
		record(suite, control, proxy, { ours, others });
		yield {
			name: 'cache-tests required, failing where our pieces decide',
			value: ours.length,
			unit: '',
			target: atMost(0),
			how: `${suite.name}; conditional requests, 304, HEAD, Vary, invalidation`,
		};
	},
};

function* scores(suite: Suite, control: Outcomes, proxy: Outcomes): Generator<Result> {
	const [without, withOurs] = [tally(suite.tests, control), tally(suite.tests, proxy)];
	for (const kind of kinds) {
		const rows = { 'our pieces in a proxy': withOurs[kind], 'no cache (control)': without[kind] };
		for (const [who, { passed, all }] of Object.entries(rows))
			yield {
				name: `cache-tests ${kind}, ${who}`,
				value: passed,
				unit: `of ${all}`,
				target: null,
				how: `${suite.name}; a test counts when its own result is a pass`,
			};
	}
}

function print(title: string, failing: readonly Failed[]): void {
	console.error(`${title}: ${failing.length}`);
	for (const { group, id, reason } of failing) console.error(`  ${group}: ${id} (${reason})`);
}

/** Test by test, so that the next run can be compared with this one. */
function record(
	suite: Suite,
	control: Outcomes,
	proxy: Outcomes,
	required_that_fail: Record<'ours' | 'others', readonly Failed[]>,
): void {
	const folder = join(import.meta.dirname, '../results');
	const report = {
		machine: describeMachine(),
		suite: suite.name,
		proxy: tally(suite.tests, proxy),
		control: tally(suite.tests, control),
		required_that_fail,
		outcomes: { proxy, control },
	};
	mkdirSync(folder, { recursive: true });
	const file = process.env['BEBETTER_CACHE_TESTS'] ? 'cache-tests-checkout.json' : 'cache-tests.json';
	writeFileSync(join(folder, file), `${JSON.stringify(report, null, '\t')}\n`);
}
