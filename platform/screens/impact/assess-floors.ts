import type { Knex } from 'knex';
import { estimateImpact } from '../../../domain/screens/impact/estimate-impact.ts';
import { floorCandidates, type FloorCandidate } from '../../../domain/screens/impact/floor-candidates.ts';
import { floorGate, type FloorGateQuestion } from '../../../domain/screens/impact/floor-gate.ts';
import type { VariantChange } from '../../../domain/screens/impact/outcome.ts';
import { selectVariant } from '../../../domain/screens/select-screen.ts';
import type { Floors, Gate, Impact, VariantName } from '../../../domain/screens/studio/contract.ts';
import { appSettings } from '../../../schema/collections/app-settings.ts';
import { variantKey } from '../read-screens.ts';
import { readSettings } from '../read-settings.ts';
import { activeUsers, type ReadActiveOptions } from './read-active-versions.ts';

/** A variant as it would be live; a `Change` of the contract is one. */
export interface ProposedScreen extends VariantName {
	readonly floors: Floors;
	readonly schema_version: number;
}

export interface FloorAssessment {
	/** Of all of them together, for 7 days and for 28. */
	readonly impact: readonly [Impact, Impact];
	/** Share of active people, from 0 to 1, that floors may block without a confirmation. */
	readonly threshold: number;
	readonly gate: (caller: Pick<FloorGateQuestion, 'mayExceed' | 'confirmation'>) => Gate | null;
	readonly candidates: () => FloorCandidate[];
}

/** Whom variants would block if they were published together. */
export async function assessFloors(
	knex: Knex,
	proposed: readonly ProposedScreen[],
	options: ReadActiveOptions,
): Promise<FloorAssessment> {
	const changes = await readChanges(knex, proposed);
	const settings = await readSettings(knex);
	const threshold = await readFloorThreshold(knex);
	const active = await activeUsers(knex, options);
	const question = { active, changes, settings };
	const impact = [
		estimateImpact({ ...question, days: 7 }),
		estimateImpact({ ...question, days: 28 }),
	] as const;
	return {
		impact,
		threshold,
		gate: (caller) => floorGate({ impact: impact[1], threshold, ...caller }),
		candidates: () => floorCandidates({ active, variants: changes, settings, threshold }),
	};
}

/** From the app settings, which hold whole percents; the declared default before anybody has saved any. */
export async function readFloorThreshold(knex: Knex): Promise<number> {
	const row: { floor_confirmation_share: unknown } | undefined =
		await knex('app_settings').first('floor_confirmation_share');
	return (
		Number(row?.floor_confirmation_share ?? appSettings.fields.floor_confirmation_share.defaultValue) / 100
	);
}

interface LiveVariant extends Floors, VariantName {
	readonly schema_version: number;
}

/** What is live now, beside what is proposed. A new variant replaces the one that its people get instead. */
async function readChanges(knex: Knex, proposed: readonly ProposedScreen[]): Promise<VariantChange[]> {
	const keys = [...new Set(proposed.map(({ screen_key }) => screen_key))];
	const live: LiveVariant[] = await knex('sdui_screens')
		.select('screen_key', 'goal', 'locale', 'schema_version')
		.select('min_app_version', 'min_app_version_ios', 'min_app_version_android')
		.where({ status: 'published' })
		.whereIn('screen_key', keys);
	const releases: Omit<LiveVariant, keyof Floors>[] = await knex('sdui_releases')
		.distinct('screen_key', 'goal', 'locale', 'schema_version')
		.whereIn('screen_key', keys);
	const versions = new Map<string, Set<number>>();
	for (const row of [...live, ...releases]) {
		const name = variantKey(row);
		versions.set(name, (versions.get(name) ?? new Set()).add(Number(row.schema_version)));
	}
	return proposed.map((variant) => ({
		goal: variant.goal,
		locale: variant.locale,
		before: selectVariant(
			live.filter(({ screen_key }) => screen_key === variant.screen_key),
			variant,
		),
		after: { floors: variant.floors, schema_version: variant.schema_version },
		released: [...(versions.get(variantKey(variant)) ?? [])],
	}));
}
