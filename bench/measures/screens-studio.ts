import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import type { Change, Published, Variant } from '../../domain/screens/studio/contract.ts';
import { packBundle } from '../../host/pack-bundle.ts';
import { bundleName } from '../../host/paths.ts';
import { launchBrowser, openStudio, people } from '../../test/support/browser/index.ts';
import type { Host } from '../../test/support/host/index.ts';
import { appWithout } from '../support/bundle-without.ts';
import { onCleanUp } from '../support/clean-up.ts';
import { host } from '../support/hosts.ts';
import { plantScreens, manyKey } from '../support/many-screens.ts';
import { atMost, type Measure, type Result } from '../support/measure.ts';
import { median, timed } from '../support/stats.ts';

const planted = 2_000;
/** Requests of each kind in a round. */
const requests = 5;

/** What the module for screens weighs, and how quick it is with many screens. */
export const screensStudio: Measure = {
	name: 'screens-studio',
	async *run({ rounds }) {
		yield* weigh();
		const instance = await host({ database: 'postgres', env: { PROJECT_OWNER_ENABLED: 'false' } });
		const few = await publishRepeatedly(instance, 'home', rounds * requests);
		// A running instance would release the planted screens while they are planted.
		await instance.kill('SIGTERM');
		await plantScreens(instance, planted);
		await instance.start();
		yield* ask(instance, rounds * requests, few);
		yield* openPages(instance, rounds);
	},
};

async function* weigh(): AsyncGenerator<Result> {
	const whole = readFileSync(join(await packBundle(), bundleName, 'dist/app.js'));
	const rest = await appWithout('screens');
	const zipped = (code: Buffer) => gzipSync(code, { level: 9 }).length;
	const how = `${kilobytes(whole.length)} kB plain; as npm would publish it`;
	const difference = `${kilobytes(whole.length - rest.length)} kB plain; the difference to the same build without the module`;
	yield line('dist/app.js, gzip', kilobytes(zipped(whole)), 'kB', how);
	yield line(
		'what the module for screens adds, gzip',
		kilobytes(zipped(whole) - zipped(rest)),
		'kB',
		difference,
	);
}

const kilobytes = (bytes: number): number => Math.round(bytes / 100) / 10;

async function* ask(instance: Host, times: number, few: readonly number[]): AsyncGenerator<Result> {
	const with2000 = `${planted.toLocaleString('en')} published screens besides the seed's, PostgreSQL`;
	const overview = () => instance.admin('GET', '/ops/screens');
	yield line(
		'GET /ops/screens, first after the start',
		await timed(overview),
		'ms',
		`once, on an instance that has just started; ${with2000}`,
	);
	const how = `median of ${times}; ${with2000}`;
	yield { ...line('GET /ops/screens', await medianOf(times, overview), 'ms', how), target: atMost(200) };

	const change = await changeOf(instance, manyKey(0));
	const check = () => instance.admin('POST', '/ops/screens/check', { changes: [change('Checked')] });
	yield {
		...line('POST /ops/screens/check of one change', await medianOf(times, check), 'ms', how),
		target: atMost(200),
	};

	const many = await publishRepeatedly(instance, manyKey(0), times);
	yield line(
		'POST /ops/screens/publish of one screen, until it is served',
		median(many),
		'ms',
		`${how}; with the seed's screens alone ${median(few).toFixed(0)} ms`,
	);
}

async function medianOf(times: number, work: () => Promise<unknown>): Promise<number> {
	await work();
	const values: number[] = [];
	for (let time = 0; time < times; time += 1) values.push(await timed(work));
	return median(values);
}

/** Makes changes of a live screen that differ by their title. */
async function changeOf(instance: Host, screen_key: string): Promise<(title: string) => Change> {
	const name = { screen_key, goal: 'default', locale: 'en' } as const;
	const { live } = await instance.admin<Variant>('GET', `/ops/screens/${screen_key}/default/en`);
	const { payload, schema_version, floors, revision } = live!;
	return (title) => ({
		...name,
		payload: { ...(payload as Record<string, Change['payload']>), title },
		schema_version,
		floors,
		base_revision: revision,
	});
}

/** @returns how long each publication took until this instance served it, ms */
async function publishRepeatedly(instance: Host, screen_key: string, times: number): Promise<number[]> {
	const values: number[] = [];
	for (let time = 0; time <= times; time += 1) {
		const title = `Publish number ${time}`;
		const change = await changeOf(instance, screen_key);
		const started = performance.now();
		await instance.admin<Published>('POST', '/ops/screens/publish', { changes: [change(title)] });
		const served = await (await instance.fetch(`/mobile/screens/${screen_key}?locale=en`)).text();
		if (!served.includes(title)) throw new Error('What was published is not served');
		// The first one compiles the catalogue.
		if (time > 0) values.push(performance.now() - started);
	}
	return values;
}

/** From the click until the first rows stand. */
const pages = {
	ours: { path: '/screens', rows: 'table .cell a' },
	theirs: { path: '/content/sdui_screens', rows: '.layout-tabular .table-row .cell' },
} as const;

async function* openPages(instance: Host, rounds: number): AsyncGenerator<Result> {
	const browser: Browser = await launchBrowser();
	onCleanUp(() => browser.close());
	const { page, open } = await openStudio(browser, instance, people.administrator(instance), {
		language: 'en-US',
	});
	const times = { ours: [] as number[], theirs: [] as number[] };
	// The first round loads what the pages share.
	for (let round = 0; round <= rounds; round += 1)
		for (const which of ['ours', 'theirs'] as const) {
			await open('content/foods');
			const milliseconds = await timeToRows(page, pages[which]);
			if (round > 0) times[which].push(milliseconds);
		}

	const how = `median of ${rounds} in turn; ${planted.toLocaleString('en')} screens, real Chromium, from the navigation inside the Studio until the first rows are drawn`;
	yield {
		...line('opening the module for screens', median(times.ours), 'ms', how),
		target: atMost(1_000),
	};
	yield line('opening the content page of the same collection', median(times.theirs), 'ms', how);
	yield {
		name: 'opening the module, to opening the content page',
		value: median(times.ours.map((ours, round) => ours / times.theirs[round]!)),
		unit: '×',
		target: atMost(1.5),
		how: `median of the ratios within each round; ${how}`,
	};
}

interface StudioRoot {
	__vue_app__: { config: { globalProperties: { $router: { push(to: string): Promise<unknown> } } } };
}

/** Measured inside the page, at the frame that shows the rows. */
function timeToRows(page: Page, target: { path: string; rows: string }): Promise<number> {
	return page.evaluate(async ({ path, rows }) => {
		const root = document.querySelector('#app') as unknown as StudioRoot;
		const started = performance.now();
		await root.__vue_app__.config.globalProperties.$router.push(path);
		while (!location.pathname.endsWith(path) || !document.querySelector(rows)) {
			if (performance.now() - started > 60_000) throw new Error(`${path} shows no rows`);
			await new Promise(requestAnimationFrame);
		}
		return performance.now() - started;
	}, target);
}

const line = (name: string, value: number, unit: string, how: string): Result => ({
	name,
	value,
	unit,
	target: null,
	how,
});
