import { firstFood } from '../support/food.ts';
import { scratchDatabase } from '../support/hosts.ts';
import { atMost, type Measure } from '../support/measure.ts';
import { publisherOn, questionAt } from '../support/publishers.ts';

const readers = 200;
const publishes = 50;

/** What a publish costs the database, and whether readers add to it. */
export const publishQueries: Measure = {
	name: 'publish-queries',
	async *run() {
		const database = await scratchDatabase();
		const food = await firstFood(database);
		const publisher = publisherOn(database);
		const question = questionAt(food.path);
		await publisher.answer(question);

		let queries = 0;
		database.knex.on('query', () => (queries += 1));
		const publishAll = async (): Promise<number> => {
			const before = queries;
			for (let each = 0; each < publishes; each += 1) {
				await database.knex('foods').where({ id: food.id }).update(food.withNumber(queries));
				await publisher.refresh();
			}
			// One of them is the UPDATE itself.
			return (queries - before) / publishes - 1;
		};

		const alone = await publishAll();
		let reads = 0;
		const stopped = new AbortController();
		const all = Array.from({ length: readers }, async () => {
			while (!stopped.signal.aborted) {
				await publisher.answer(question);
				reads += 1;
				await new Promise(setImmediate);
			}
		});
		const withReaders = await publishAll();
		stopped.abort();
		await Promise.all(all);

		const how = `statements that knex sent in ${publishes} publishes, without and with ${readers} readers (${reads} reads)`;
		yield {
			name: `database queries of ${readers} concurrent readers, per publish`,
			value: withReaders - alone,
			unit: '',
			target: atMost(0),
			how,
		};
		yield { name: "the publisher's own queries, per publish", value: alone, unit: '', target: null, how };
	},
};
