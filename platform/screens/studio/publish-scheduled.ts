import type { Knex } from 'knex';
import type { Gate } from '../../../domain/screens/studio/contract.ts';
import { errorAt, type Problem } from '../../../domain/problem.ts';
import { personOf } from '../../access/caller.ts';
import type { HostContext } from '../../host-context.ts';
import { ApiError } from '../../http/errors.ts';
import { accountabilityOf } from './accountability.ts';
import { decodeDraft, draftsTable, type DraftRow } from './drafts.ts';
import { publishChanges } from './publish.ts';
import { layoutOf, nameOf } from './variants.ts';

/**
 * Publishes the drafts of a publication, as the person who ordered it, if everything that has to hold still does. What
 * stands against it is written to the drafts, which stay.
 *
 * @throws what may be over at the next try, such as a database that is away
 */
export async function publishScheduled(
	context: HostContext,
	publication: string,
): Promise<{ published: number; refused: number }> {
	const { database } = context;
	const drafts = await readPublication(database, publication);
	const [first] = drafts;
	if (!first) return { published: 0, refused: 0 };

	try {
		const accountability = first.publish_as ? await accountabilityOf(database, first.publish_as) : null;
		if (!accountability) throw personGone();
		const releases = await publishChanges(
			context,
			{
				changes: drafts.map((row) => ({
					...nameOf(row),
					...layoutOf(row),
					base_revision: row.base_revision,
				})),
				note: first.note,
				confirmation: first.confirmed_users === null ? null : { blocked_users: first.confirmed_users },
				guard: (trx) => expectUnchanged(trx, publication, drafts),
			},
			personOf(accountability),
		);
		return { published: releases.length, refused: 0 };
	} catch (error) {
		const failure = problemsIn(error);
		if (!failure) throw error;
		await database(draftsTable)
			.where({ publication })
			.update({
				failure: JSON.stringify(failure),
				publication: null,
				publish_at: null,
				confirmed_users: null,
			});
		return { published: 0, refused: drafts.length };
	}
}

async function readPublication(knex: Knex, publication: string): Promise<DraftRow[]> {
	const rows: Record<string, unknown>[] = await knex(draftsTable).where({ publication }).orderBy('id');
	return rows.map(decodeDraft);
}

/** Called off or edited since it was read: the next try sees what there is then. */
async function expectUnchanged(trx: Knex, publication: string, drafts: readonly DraftRow[]): Promise<void> {
	const now = await readPublication(trx, publication);
	const versions = (rows: readonly DraftRow[]) => rows.map(({ id, version }) => `${id} ${version}`).join();
	if (versions(now) !== versions(drafts))
		throw new Error('The drafts were changed while they were published');
}

const personGone = (): ApiError =>
	new ApiError(403, 'FORBIDDEN', 'Whoever ordered this has no account any more. Publish it yourself.', {
		messages: {
			en: 'Whoever ordered this has no account any more. Publish it yourself.',
			ar: 'لم يعد لمن طلب هذا النشر حساب. انشره بنفسك.',
		},
	});

/** What an editor can do something about; null for what only time mends. */
function problemsIn(error: unknown): Problem[] | null {
	const [first] = Array.isArray(error) ? error : [error];
	const { status, code, message, extensions } = (first ?? {}) as Partial<ApiError>;
	if (typeof status !== 'number' || status >= 500 || !message) return null;
	const gates = extensions?.['gates'] as Gate[] | undefined;
	if (gates) return gates.map((gate) => errorAt('payload_json', gate.code, gate.message));
	const both = extensions?.['messages'] as Problem['message'] | undefined;
	return [errorAt('payload_json', String(code), both ?? { en: message, ar: message })];
}
