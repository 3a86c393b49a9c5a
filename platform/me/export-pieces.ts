import type { OwnCollection } from './own-collections.ts';
import { profileOf, type OwnData } from './own-data.ts';
import { shown } from './routes/pages.ts';

export const exportFormat = { format: 'bebetter-export', format_version: 1 } as const;

/** The lists of an export and the collections that they come from. */
export const exportedLists = {
	targets: 'user_targets',
	meal_logs: 'meal_logs',
	pantry: 'pantry',
	insights: 'insights',
} as const satisfies Record<string, OwnCollection>;

/** Everything about a person as one JSON text, piece by piece: memory holds a few hundred rows, however many there are. */
export async function* exportPieces(own: OwnData): AsyncGenerator<string> {
	const profile = await profileOf(own);
	const head = {
		...exportFormat,
		exported_at: own.now.toISOString(),
		account: own.account.basics,
		profile: profile && shown(profile),
		files: await own.account.files(),
	};
	yield JSON.stringify(head).slice(0, -1);
	for (const [name, collection] of Object.entries(exportedLists))
		yield* listPieces(name, own.rows.all(collection));
	yield* listPieces('events', own.account.events());
	yield '}\n';
}

async function* listPieces(name: string, rows: AsyncIterable<object>): AsyncGenerator<string> {
	yield `,"${name}":[`;
	let separator = '';
	for await (const row of rows) {
		yield separator + JSON.stringify(shown(row));
		separator = ',';
	}
	yield ']';
}
