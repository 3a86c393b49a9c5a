import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Publisher } from '../../platform/publishing/publisher.ts';
import type { Host } from '../../test/support/host/index.ts';
import { host, scratchDatabase } from '../support/hosts.ts';
import { load } from '../support/load.ts';
import type { Measure, Result } from '../support/measure.ts';
import { residentMegabytes } from '../support/process-info.ts';
import { publisherOn, questionAt } from '../support/publishers.ts';
import { screen } from './hot-screen.ts';

const hotSeconds = 60;
const answers = 2_000;
const items = 10_000;

/** What delivery keeps in memory. */
export const memory: Measure = {
	name: 'memory',
	async *run() {
		const instance = await host();
		await (await instance.fetch(screen)).arrayBuffer();
		const before = residentMegabytes(instance.pid);
		await load({ url: instance.url + screen, seconds: hotSeconds });
		const how = `resident set of the instance, VmRSS; before the load ${before.toFixed(0)} MB`;
		yield line(
			`memory of an instance after ${hotSeconds} s of hot load`,
			residentMegabytes(instance.pid),
			'MB',
			how,
		);

		const database = await scratchDatabase();
		yield* perAnswer(publisherOn(database));
		yield* perItem(database);
	},
};

async function* perAnswer(publisher: Publisher): AsyncGenerator<Result> {
	await publisher.refresh();
	const before = usedBytes();
	for (let each = 0; each < answers; each += 1)
		await publisher.answer(
			questionAt(`/mobile/foods?limit=10&page=${(each % 8) + 1}&q=${'a'.repeat(each % 2)}%20${each}`),
		);
	const { entries, bytes } = publisher.stats;
	const how = `${entries} different short lists; the store itself counts ${Math.round(bytes / entries)} bytes each`;
	yield line('memory of one cached answer', (usedBytes() - before) / entries, 'bytes', how);
}

async function* perItem(database: Host): AsyncGenerator<Result> {
	const { knex } = database;
	const columns = Object.keys((await knex('foods').first()) as object).filter(
		(name) => !['id', 'slug'].includes(name),
	);
	const list = columns.map((name) => `"${name}"`).join(', ');
	await knex.raw(
		`insert into foods (id, slug, ${list}) select gen_random_uuid(), f.slug || '-' || n, ${list
			.split(', ')
			.map((name) => `f.${name}`)
			.join(
				', ',
			)} from generate_series(1, ?) n join lateral (select * from foods order by sort limit 1) f on true`,
		[items],
	);
	const publisher = publisherOn(database);
	const before = usedBytes();
	await publisher.refresh();
	const megabytes = (usedBytes() - before) / 1e6;
	yield line(
		`memory of ${items.toLocaleString('en')} foods`,
		megabytes,
		'MB',
		'all served content, read into memory',
	);

	const food = (await knex('foods').where({ slug: 'rice-white-cooked' }).first()) as { id: string };
	const started = performance.now();
	await knex('foods').where({ id: food.id }).update({ description_en: 'Other words' });
	await publisher.refresh();
	yield line(
		`publishing one of ${items.toLocaleString('en')} foods`,
		performance.now() - started,
		'ms',
		'the UPDATE and reading the collection anew',
	);
}

const line = (name: string, value: number, unit: string, how: string): Result => ({
	name,
	value,
	unit,
	target: null,
	how,
});

/** On the heap and beside it, after a collection of garbage. */
function usedBytes(): number {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	collect();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
