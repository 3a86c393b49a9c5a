import type { Knex } from 'knex';
import type { z } from 'zod';
import { hasErrors } from '../../../domain/problem.ts';
import { compareTranslations } from '../../../domain/screens/changes/compare-translations.ts';
import { diffPayloads } from '../../../domain/screens/changes/diff-payloads.ts';
import { findBreaks, isBreaking } from '../../../domain/screens/changes/find-breaks.ts';
import { proposeSchemaVersion } from '../../../domain/screens/changes/propose-schema-version.ts';
import type {
	Change,
	ChangeReport,
	Check,
	checkRequest,
	Gate,
} from '../../../domain/screens/studio/contract.ts';
import type { Caller } from '../../access/caller.ts';
import { readCatalogue } from '../../content-rules/check-write.ts';
import { compiled } from '../../content-rules/compiled-catalogue.ts';
import { assessFloors } from '../impact/assess-floors.ts';
import { variantKey } from '../read-screens.ts';
import { contentHash } from '../release.ts';
import { breakingChange, invalid, nothingChanged, screenChanged } from './gates.ts';
import { activeOptions, type Studio } from './studio.ts';
import { readVariantStates, type VariantStates } from './variant-states.ts';
import { nameOf, rowOf } from './variants.ts';
import { problemsOf } from './verdicts.ts';

/** Everything known of these changes before they are published. */
export async function checkChanges(
	{ context }: Studio,
	{ changes, with_impact }: z.infer<typeof checkRequest>,
	caller: Caller,
): Promise<Check> {
	const { database } = context;
	const reports = await reportChanges(database, changes, await readVariantStates(database, changes));
	if (!with_impact) return { reports, impact: null };

	const { impact, gate } = await assessFloors(database, changes, activeOptions(context));
	const floorGate = gate({ mayExceed: caller.accountability?.admin === true, confirmation: null });
	return {
		reports: floorGate
			? reports.map((report, index) =>
					setsFloors(changes[index]!) ? { ...report, gates: [...report.gates, floorGate] } : report,
				)
			: reports,
		impact: [...impact],
	};
}

const setsFloors = ({ floors }: Change): boolean => Object.values(floors).some(Boolean);

export async function reportChanges(
	knex: Knex,
	changes: readonly Change[],
	states: VariantStates,
): Promise<ChangeReport[]> {
	const definitions = await readCatalogue(knex);
	const catalogue = compiled(definitions);
	const together = new Map(changes.map((change) => [variantKey(change), change]));

	return changes.map((change) => {
		const { live, releases } = states(change);
		const row = rowOf(change);
		const problems = problemsOf(nameOf(change), row, catalogue);
		const released = (live ? [live, ...releases.slice(1)] : releases).map(
			({ schema_version, payload_json }) => ({
				schema_version,
				payload: payload_json,
			}),
		);
		const breaks = findBreaks(change, released, definitions);
		const proposed = proposeSchemaVersion(change, released, definitions);
		const other = { ...nameOf(change), locale: change.locale === 'en' ? ('ar' as const) : ('en' as const) };
		const translation = together.get(variantKey(other))?.payload ?? states(other).live?.payload_json;
		const isSame = live !== null && contentHash(live) === contentHash({ ...live, ...row });
		const gates: Gate[] = [
			...(change.base_revision === (live?.revision ?? 0) ? [] : [screenChanged(change, live?.revision ?? 0)]),
			...(hasErrors(problems) ? [invalid(change, problems)] : []),
			...(breaks.some(isBreaking) ? [breakingChange(change, proposed, breaks.filter(isBreaking))] : []),
			...(isSame ? [nothingChanged(change)] : []),
		];
		return {
			...nameOf(change),
			live_revision: live?.revision ?? 0,
			problems,
			breaks,
			proposed_schema_version: proposed,
			differences: diffPayloads(live?.payload_json ?? null, change.payload),
			parity:
				translation === undefined ? null : compareTranslations(change.payload, translation, change.locale),
			gates,
		};
	});
}
