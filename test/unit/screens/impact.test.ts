import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActiveUsers, ActiveVersion } from '../../../domain/screens/impact/active-users.ts';
import { countUsers, withKnownSchemas } from '../../../domain/screens/impact/active-users.ts';
import { modelAdoption } from '../../../domain/screens/impact/adoption.ts';
import { estimateImpact } from '../../../domain/screens/impact/estimate-impact.ts';
import { floorCandidates } from '../../../domain/screens/impact/floor-candidates.ts';
import { floorGate } from '../../../domain/screens/impact/floor-gate.ts';
import type { VariantChange } from '../../../domain/screens/impact/outcome.ts';
import { impactSchema } from '../../../domain/screens/studio/contract.ts';
import { isBelowFloor, parseAppVersion } from '../../../domain/versions/app-version.ts';
import type { UpgradeSettings, VersionFloors } from '../../../domain/versions/upgrade-gate.ts';
import { decideUpgrade } from '../../../domain/versions/upgrade-gate.ts';
import { negotiateSchema } from '../../../domain/screens/negotiate-schema.ts';
import { appVersionText } from '../versions/arbitraries.ts';

const few = fc.constantFrom('1.0.0', '1.2', '2.0.0-beta', '2.0.0', '2.0.0+7', '2.0.0+12', '2.10.0', 'v3');

/** Among floors with the same core, one with a build number shuts out more than one without. */
function isStricter(floor: string, than: string): boolean {
	const [own, other] = [parseAppVersion(floor)!, parseAppVersion(than)!];
	if (isBelowFloor(other, own) || isBelowFloor(own, other)) return isBelowFloor(other, own);
	return own.build.length > other.build.length;
}

const platform = fc.constantFrom('ios', 'android', 'unknown');
const appVersion = fc.oneof(few, appVersionText, fc.constantFrom('unknown', 'nightly'));
const versions = fc.uniqueArray(
	fc.record<ActiveVersion>({
		platform,
		app_version: appVersion,
		schema_version: fc.option(fc.integer({ min: 1, max: 4 })),
		users: fc.nat({ max: 5000 }),
	}),
	{ selector: (one) => `${one.platform} ${one.app_version}`, maxLength: 12 },
);
const daily = fc.array(
	fc.record({
		days_ago: fc.nat({ max: 27 }),
		platform,
		app_version: appVersion,
		users: fc.nat({ max: 5000 }),
	}),
	{ maxLength: 120 },
);
const active: fc.Arbitrary<ActiveUsers> = fc.record({ last_7_days: versions, last_28_days: versions, daily });
const floor = fc.option(fc.oneof(few, fc.constantFrom('', 'soon')));
const floors: fc.Arbitrary<VersionFloors> = fc.record({
	min_app_version: floor,
	min_app_version_ios: floor,
	min_app_version_android: floor,
});
const schema = fc.integer({ min: 1, max: 4 });
const change: fc.Arbitrary<VariantChange> = fc.record({
	goal: fc.constantFrom('default', 'lose'),
	locale: fc.constantFrom('en', 'ar'),
	before: fc.option(floors),
	after: fc.record({ floors, schema_version: schema }),
	released: fc.uniqueArray(schema, { maxLength: 3 }),
});
const changes = fc.array(change, { minLength: 1, maxLength: 4 });
const settings: fc.Arbitrary<UpgradeSettings> = fc.record({
	latest_version_ios: fc.constantFrom(null, '3.0.0'),
	refused_versions: fc.constantFrom(null, [{ platform: 'all' as const, range: '2.0.x' }]),
});
const question = fc.record({ active, changes, settings, days: fc.constantFrom(7 as const, 28 as const) });

const people = (users: Record<string, number>): ActiveVersion[] =>
	Object.entries(users).map(([app_version, count]) => ({
		platform: 'ios',
		app_version,
		schema_version: 1,
		users: count,
	}));
const raised = (min_app_version: string, before: VersionFloors | null = {}): VariantChange => ({
	goal: 'default',
	locale: 'en',
	before,
	after: { floors: { min_app_version }, schema_version: 1 },
	released: [1],
});
const among = (last_28_days: ActiveVersion[], days: ActiveUsers['daily'] = []): ActiveUsers => ({
	last_7_days: last_28_days,
	last_28_days,
	daily: days,
});

/** 2.0.0 loses a tenth of its odds each day to 3.0.0. */
const adopting = Array.from({ length: 28 }, (_, days_ago) => {
	const old = Math.round(1000 / (1 + Math.exp(1 - 0.1 * days_ago)));
	return [
		{ days_ago, platform: 'ios' as const, app_version: '2.0.0', users: old },
		{ days_ago, platform: 'ios' as const, app_version: '3.0.0', users: 1000 - old },
	];
}).flat();

describe('estimateImpact', () => {
	it('says what asking the endpoint for each person would say', () => {
		fc.assert(
			fc.property(question, (asked) => {
				const impact = estimateImpact(asked);
				const counted = { served: 0, last_good: 0, blocked: 0, already: 0, newly: 0 };
				const known = asked.days === 7 ? asked.active.last_7_days : asked.active.last_28_days;
				for (const { platform: from, app_version, schema_version, users } of withKnownSchemas(known)) {
					const isHard = (of: VersionFloors) =>
						decideUpgrade({
							appVersion: app_version,
							platform: from === 'unknown' ? undefined : from,
							floors: of,
							settings: asked.settings,
						}).level === 'hard';
					const verdicts = asked.changes.map(({ after, released }) =>
						isHard(after.floors)
							? 'upgrade'
							: negotiateSchema(
									after,
									released.map((one) => ({ schema_version: one })),
									schema_version ?? undefined,
								).kind,
					);
					if (verdicts.includes('upgrade')) counted.blocked += users;
					else if (verdicts.includes('last_good')) counted.last_good += users;
					else counted.served += users;
					if (asked.changes.some(({ before }) => before && isHard(before))) counted.already += users;
					if (asked.changes.some(({ before, after }) => isHard(after.floors) && !isHard(before ?? {})))
						counted.newly += users;
				}
				expect(impact.blocked.users).toBe(counted.blocked);
				expect(impact.last_good.users).toBe(counted.last_good);
				expect(impact.already_blocked.users).toBe(counted.already);
				expect(impact.newly_blocked.users).toBe(counted.newly);
				const served = countUsers(impact.versions.filter(({ outcome }) => outcome === 'served'));
				expect(served).toBe(counted.served);
				expect(impact.blocked.users + impact.last_good.users + served).toBe(impact.active_users);
			}),
		);
	});

	it('answers what the contract declares, also with few data or none', () => {
		fc.assert(
			fc.property(question, (asked) => {
				const impact = estimateImpact(asked);
				expect(impactSchema.safeParse(impact).error).toBeUndefined();
				expect([0, 31]).toContain(impact.projection.length);
				if (impact.projection.length > 0)
					expect(impact.projection[0]!.blocked_share).toBeCloseTo(impact.blocked.share, 9);
				else expect(impact.caveats.length).toBeGreaterThan(0);
			}),
		);
	});

	it('never lets anybody in again when a floor is raised', () => {
		fc.assert(
			fc.property(active, settings, few, few, (seen, given, one, other) => {
				const [low, high] = isStricter(other, one) ? [one, other] : [other, one];
				const asked = (minimum: string) =>
					estimateImpact({ active: seen, changes: [raised(minimum)], settings: given, days: 28 });
				const [lower, higher] = [asked(low), asked(high)];
				expect(higher.blocked.users).toBeGreaterThanOrEqual(lower.blocked.users);
				expect(higher.newly_blocked.users).toBeGreaterThanOrEqual(lower.newly_blocked.users);
				if (lower.projection.length > 0 && higher.projection.length > 0)
					for (const [day, { blocked_share }] of lower.projection.entries())
						expect(higher.projection[day]!.blocked_share).toBeGreaterThanOrEqual(blocked_share - 1e-12);
			}),
		);
	});

	it('blocks nobody with a floor at or below the lowest version, nor with one that nobody can read', () => {
		const seen = among(people({ '2.0.0': 5, '2.1.0': 7, unknown: 3 }));
		for (const minimum of ['1.9.9', '2.0.0', '2', 'soon'])
			expect(
				estimateImpact({ active: seen, changes: [raised(minimum)], settings: {}, days: 28 }).blocked,
			).toEqual({ users: 0, share: 0 });
	});

	it('counts a person once whom two of the variants block', () => {
		const seen = among(people({ '1.0.0': 10, '2.0.0': 20, '3.0.0': 70 }));
		const both = [raised('2.0.0'), { ...raised('3.0.0'), locale: 'ar' }];
		const impact = estimateImpact({ active: seen, changes: both, settings: {}, days: 28 });
		expect(impact.blocked).toEqual({ users: 30, share: 0.3 });
	});

	it('tells those who are blocked anyway from those whom the change would block', () => {
		const seen = among(people({ '1.0.0': 10, '2.0.0': 20, '3.0.0': 70 }));
		const impact = estimateImpact({
			active: seen,
			changes: [raised('3.0.0', { min_app_version: '2.0.0' })],
			settings: {},
			days: 7,
		});
		expect(impact).toMatchObject({
			blocked: { users: 30 },
			already_blocked: { users: 10 },
			newly_blocked: { users: 20, share: 0.2 },
		});
	});

	it('shows a steady adoption going on', () => {
		const seen = among(people({ '2.0.0': 300, '3.0.0': 700 }), adopting);
		const { projection } = estimateImpact({
			active: seen,
			changes: [raised('3.0.0')],
			settings: {},
			days: 28,
		});
		expect(projection[0]!.blocked_share).toBeCloseTo(0.3, 9);
		const oddsAfterTen = (0.3 / 0.7) * Math.exp(-1);
		expect(projection[10]!.blocked_share).toBeCloseTo(oddsAfterTen / (1 + oddsAfterTen), 2);
	});

	it('gives no curve but the reason when there are too few days', () => {
		const seen = among(
			people({ '2.0.0': 300, '3.0.0': 700 }),
			adopting.filter(({ days_ago }) => days_ago < 6),
		);
		const impact = estimateImpact({ active: seen, changes: [raised('3.0.0')], settings: {}, days: 28 });
		expect(impact.projection).toEqual([]);
		expect(impact.caveats.map(({ en }) => en).join()).toMatch(/no forecast/);
	});
});

it('a version renders what older ones of its platform have shown', () => {
	const shown = withKnownSchemas([
		{ platform: 'ios', app_version: '3.0', schema_version: null, users: 1 },
		{ platform: 'ios', app_version: '2.0', schema_version: 2, users: 1 },
		{ platform: 'ios', app_version: '1.0', schema_version: 1, users: 1 },
		{ platform: 'android', app_version: '3.0', schema_version: null, users: 1 },
	]);
	expect(shown.map(({ schema_version }) => schema_version)).toEqual([2, 2, 1, null]);
});

describe('modelAdoption', () => {
	it('keeps shares between 0 and 1, and never lets a beginning of the versions grow', () => {
		fc.assert(
			fc.property(versions, daily, few, (seen, days, minimum) => {
				const { shares } = modelAdoption(
					seen,
					days,
				)(({ app_version }) => isBelowFloor(parseAppVersion(app_version), parseAppVersion(minimum)));
				expect(shares).toHaveLength(31);
				for (const [day, share] of shares.entries()) {
					expect(share).toBeGreaterThanOrEqual(0);
					expect(share).toBeLessThanOrEqual(1);
					if (day > 0) expect(share).toBeLessThanOrEqual(shares[day - 1]! + 1e-12);
				}
			}),
		);
	});

	it('takes no trend from a handful of people', () => {
		const handful = Array.from({ length: 28 }, (_, days_ago) => ({
			days_ago,
			platform: 'ios' as const,
			app_version: days_ago > 13 ? '2.0.0' : '3.0.0',
			users: 2,
		}));
		const { shares } = modelAdoption(
			people({ '2.0.0': 1, '3.0.0': 1 }),
			handful,
		)(({ app_version }) => app_version === '2.0.0');
		expect(shares[1]!).toBeGreaterThan(0.4);
	});
});

describe('floorCandidates', () => {
	const ask = (seen: ActiveUsers, threshold = 0.05, before: VersionFloors = {}) =>
		floorCandidates({ active: seen, variants: [{ before }], settings: {}, threshold });

	it('lists each version once, the lowest first, and blocks more with each', () => {
		fc.assert(
			fc.property(active, (seen) => {
				const candidates = ask(seen);
				for (const [index, { platform: of, blocked_share }] of candidates.entries()) {
					expect(blocked_share).toBeGreaterThanOrEqual(0);
					const next = candidates[index + 1];
					if (next?.platform === of) expect(next.blocked_share).toBeGreaterThan(blocked_share);
				}
			}),
		);
	});

	it('says how long to wait', () => {
		const seen = among(people({ '2.0.0': 100, '3.0.0': 900 }), adopting);
		const [lowest, next] = ask(seen);
		expect(lowest).toEqual({
			platform: 'ios',
			version: '2.0.0',
			blocked_share: 0,
			below_threshold_in_days: 0,
		});
		expect(next).toMatchObject({ version: '3.0.0', blocked_share: 0.1 });
		// Odds of 1/9 fall to 1/19 at a tenth a day: ln(19/9) / 0.1 = 7.5 days.
		expect(next!.below_threshold_in_days).toBe(8);
		expect(ask(seen, 0)[1]!.below_threshold_in_days).toBeNull();
		expect(ask(seen, 0.05, { min_app_version: '3.0.0' })[1]).toMatchObject({ blocked_share: 0 });
	});
});

describe('floorGate', () => {
	const gate = (users: number, confirmed: number | null, mayExceed = true, threshold = 0.01) =>
		floorGate({
			impact: { newly_blocked: { users, share: users / 10_000 } },
			threshold,
			mayExceed,
			confirmation: confirmed === null ? null : { blocked_users: confirmed },
		})?.code ?? null;

	it.each([
		['up to the threshold anybody may', 100, null, false, null],
		['above it no editor may', 101, null, false, 'FLOOR_ABOVE_THRESHOLD'],
		['whatever they confirm', 101, 10_000, false, 'FLOOR_ABOVE_THRESHOLD'],
		['an administrator confirms', 101, null, true, 'FLOOR_NEEDS_CONFIRMATION'],
		['the number', 2_000, 2_000, true, null],
		['or a larger one', 2_000, 3_000, true, null],
		['which answers for a twentieth more', 2_100, 2_000, true, null],
		['and for nobody beyond', 2_101, 2_000, true, 'FLOOR_NEEDS_CONFIRMATION'],
	] as const)('%s', (_, users, confirmed, mayExceed, code) => {
		expect(gate(users, confirmed, mayExceed)).toBe(code);
	});

	it('takes a confirmation of nobody for nobody', () => {
		expect(gate(1, 0, true, 0)).toBe('FLOOR_NEEDS_CONFIRMATION');
		expect(gate(0, null, false, 0)).toBeNull();
	});

	it('names the number and the remedy in both languages', () => {
		const refused = floorGate({
			impact: { newly_blocked: { users: 421, share: 0.0421 } },
			threshold: 0.01,
			mayExceed: false,
			confirmation: null,
		});
		expect(refused!.message.en).toMatch(/421 \(4\.2%\).*more than the 1%.*administrator/);
		expect(refused!.message.ar).toMatch(/421 \(4\.2%\)/);
	});
});
