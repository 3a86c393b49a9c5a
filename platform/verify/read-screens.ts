import type { Knex } from 'knex';
import { hasErrors } from '../../domain/problem.ts';
import type { ScreenFacts } from '../../domain/operations/verify/delivery.ts';
import { validateScreen } from '../../domain/screens/validate-screen.ts';
import { readCatalogue } from '../content-rules/check-write.ts';
import { compiled } from '../content-rules/compiled-catalogue.ts';
import { sduiScreens } from '../../schema/collections/screens.ts';
import { decodeRow } from '../sql/decode-row.ts';
import { variantKey, type LiveScreen } from '../screens/read-screens.ts';

/** Every live screen in every language, held against the catalogue as it is now. */
export async function readScreenFacts(database: Knex): Promise<ScreenFacts[]> {
	const catalogue = compiled(await readCatalogue(database));
	const rows: Record<string, unknown>[] = await database(sduiScreens.name)
		.where({ status: 'published' })
		.orderBy(['screen_key', 'goal', 'locale']);
	return rows.map((row) => {
		const screen = decodeRow(sduiScreens, row) as LiveScreen;
		const problems = validateScreen(screen.payload_json, catalogue, {
			schemaVersion: screen.schema_version,
		});
		return {
			name: variantKey(screen),
			problems: problems
				.filter((problem) => hasErrors([problem]))
				.map(({ pointer, message }) => `${pointer ?? ''} ${message.en}`.trim()),
		};
	});
}
