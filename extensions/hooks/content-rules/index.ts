import { defineHook } from '@directus/extensions-sdk';
import type { Accountability } from '@directus/types';
import type { Knex } from 'knex';
import { normaliseTexts } from '../../../platform/content-rules/normalise-texts.ts';
import {
	checkCreate,
	checkDelete,
	checkUpdate,
	releasesAreImmutable,
	ruledCollections,
} from '../../../platform/content-rules/check-write.ts';
import { configOf } from '../../../platform/config.ts';
import { checkFloors, type FloorsWrite } from '../../../platform/screens/impact/check-floors.ts';
import { isPermitted, type PermittedAction } from '../../../platform/content-rules/is-permitted.ts';
import { editorLocale, refusals } from '../../../platform/content-rules/refuse.ts';
import type { Problem } from '../../../domain/problem.ts';

type Row = Record<string, unknown>;

interface Context {
	readonly database: unknown;
	readonly accountability: Accountability | null;
}

/** Holds every write through Directus (Studio, REST, GraphQL, import, batch) to the editors' rules. */
export default defineHook(({ filter }, { env }) => {
	const hashKeys = configOf({ env }).BEBETTER_HASH_KEYS ?? [];
	const floorsOf = (knex: Knex, write: FloorsWrite) =>
		checkFloors(knex, write, { keys: hashKeys, now: Date.now() });

	for (const collection of ruledCollections) {
		filter<Row>(`${collection}.items.create`, async (payload, _meta, context) => {
			const normalised = normaliseTexts(payload);
			const write = { collection, payload: normalised, keys: [], accountability: context.accountability };
			await holdTo(context, collection, 'create', async (knex) => [
				...(await checkCreate(knex, collection, normalised)),
				...(await floorsOf(knex, write)),
			]);
			return normalised;
		});

		filter<Row>(`${collection}.items.update`, async (payload, meta, context) => {
			const normalised = normaliseTexts(payload);
			const keys = meta['keys'] as unknown[];
			const write = { collection, payload: normalised, keys, accountability: context.accountability };
			await holdTo(context, collection, 'update', async (knex) => [
				...(await checkUpdate(knex, collection, normalised, keys)),
				...(await floorsOf(knex, write)),
			]);
			return normalised;
		});

		filter<unknown[]>(`${collection}.items.delete`, async (keys, _meta, context) => {
			await holdTo(context, collection, 'delete', (knex) => checkDelete(knex, collection, keys));
			return keys;
		});
	}

	// Nobody may write releases; who may read them is told why.
	for (const action of ['create', 'update', 'delete']) {
		filter(`sdui_releases.items.${action}`, async (payload, _meta, context) => {
			await holdTo(context, 'sdui_releases', 'read', async () => [releasesAreImmutable]);
			return payload;
		});
	}
});

/** @throws all problems at once, in the editor's language */
async function holdTo(
	{ database, accountability }: Context,
	collection: string,
	action: PermittedAction,
	check: (knex: Knex) => Promise<readonly Problem[]>,
): Promise<void> {
	const knex = database as Knex;
	if (!(await isPermitted(knex, accountability, collection, action))) return;
	const problems = await check(knex);
	if (problems.length > 0) throw refusals(collection, problems, await editorLocale(knex, accountability));
}
