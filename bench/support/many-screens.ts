import { randomUUID } from 'node:crypto';
import { contentHash, type ScreenContent } from '../../platform/screens/release.ts';
import { seed } from '../../schema/seed/index.ts';
import type { Host } from '../../test/support/host/index.ts';

const goals = ['default', 'lose', 'maintain', 'gain'];
const locales = ['en', 'ar'];

/** Rows of one INSERT: PostgreSQL takes 65,535 values. */
const atOnce = 250;

/** The key of one of them. */
export const manyKey = (number: number): string => `trial_${String(number).padStart(4, '0')}`;

/**
 * Published screens with their first releases: the seed's layouts in turn, under other keys, for every goal and in both
 * languages.
 *
 * @param count a multiple of 8
 */
export async function plantScreens({ knex }: Host, count: number): Promise<void> {
	const screens = Array.from({ length: count }, (_, number) => screenOf(number));
	for (let from = 0; from < count; from += atOnce) {
		const some = screens.slice(from, from + atOnce);
		await knex('sdui_screens').insert(some.map((row) => ({ ...stored(row), status: 'published' })));
		await knex('sdui_releases').insert(
			some.map((row) => ({
				...stored(row),
				id: randomUUID(),
				screen: row.id,
				content_hash: contentHash(row),
				published_at: new Date(),
			})),
		);
	}
}

const stored = (row: ScreenContent) => ({ ...row, payload_json: JSON.stringify(row.payload_json) });

function screenOf(number: number): ScreenContent {
	const goal = goals[Math.floor(number / locales.length) % goals.length]!;
	const locale = locales[number % locales.length]!;
	const key = Math.floor(number / (goals.length * locales.length));
	const layouts = seed.screens.filter((row) => row.locale === locale && row.goal === 'default');
	const { schema_version, payload_json } = layouts[key % layouts.length]!;
	return {
		id: randomUUID(),
		revision: 1,
		screen_key: manyKey(key),
		goal,
		locale,
		schema_version,
		min_app_version: null,
		min_app_version_ios: null,
		min_app_version_android: null,
		payload_json,
	};
}
