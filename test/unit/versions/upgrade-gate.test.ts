import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCores, parseAppVersion } from '../../../domain/versions/app-version.ts';
import type {
	UpgradeQuestion,
	UpgradeSettings,
	VersionFloors,
} from '../../../domain/versions/upgrade-gate.ts';
import { applySchemaVerdict, decideUpgrade } from '../../../domain/versions/upgrade-gate.ts';
import { appVersionText } from './arbitraries.ts';

const settings: UpgradeSettings = {
	latest_version_ios: '3.0.0',
	latest_version_android: '2.9.0',
	refused_versions: [
		{ platform: 'android', range: '2.4.x', reason_en: 'It loses data.', reason_ar: 'يفقد البيانات.' },
		{ platform: 'all', range: '2.5.0' },
		{ platform: 'all', range: 'nonsense' },
	],
	store_url_ios: 'https://apps.apple.com/app/id1',
	store_url_android: null,
};

function decide(
	appVersion: string | undefined,
	platform: UpgradeQuestion['platform'],
	floors: VersionFloors = {},
) {
	return decideUpgrade({ appVersion, platform, floors, settings });
}

describe('decideUpgrade', () => {
	it('lets the latest version go on and says nothing', () => {
		expect(decide('3.0.0', 'ios', { min_app_version: '2.0.0' })).toEqual({
			level: 'none',
			reason: null,
			min_app_version: '2.0.0',
			latest_version: '3.0.0',
			store_url: { ios: 'https://apps.apple.com/app/id1', android: null },
			message: { en: '', ar: '' },
		});
	});

	it('stops an app below the floor, with a message in both languages', () => {
		const decision = decide('1.9', 'ios', { min_app_version: '2.0.0' });
		expect(decision).toMatchObject({ level: 'hard', reason: 'min_app_version', min_app_version: '2.0.0' });
		expect(decision.message.en).toMatch(/update/i);
		expect(decision.message.ar).toMatch(/تحديث/);
	});

	it.each([
		['ios', 'none'],
		['android', 'hard'],
		[undefined, 'hard'],
	] as const)('lets the floor of the platform win: %s is %s', (platform, level) => {
		const floors = { min_app_version: '9.0.0', min_app_version_ios: '3.0.0', min_app_version_android: '' };
		expect(decide('3.0.0', platform, floors).level).toBe(level);
	});

	it('refuses a bad version on its platform only, and says why', () => {
		expect(decide('2.4.7', 'android')).toMatchObject({
			level: 'hard',
			reason: 'refused_version',
			message: { en: 'It loses data.', ar: 'يفقد البيانات.' },
		});
		expect(decide('2.4.7', 'ios').level).toBe('soft');
		expect(decide('2.5', undefined)).toMatchObject({ level: 'hard', reason: 'refused_version' });
	});

	it('invites an app below the latest version of its store', () => {
		expect(decide('2.9.0', 'ios')).toMatchObject({ level: 'soft', reason: 'newer_version_available' });
		expect(decide('2.9.0', 'android').level).toBe('none');
		expect(decide('2.9.0', undefined)).toMatchObject({ level: 'none', latest_version: null });
	});

	it('prefers the editors’ own words', () => {
		const own = { ...settings, upgrade_message_en: 'Update!', upgrade_message_ar: 'حدّث!' };
		const question = { appVersion: '1.0', platform: 'ios', floors: {} } as const;
		expect(decideUpgrade({ ...question, settings: own }).message).toEqual({ en: 'Update!', ar: 'حدّث!' });
	});

	it('never blocks for what cannot be read', () => {
		fc.assert(
			fc.property(
				fc.string(),
				fc.string(),
				fc.constantFrom('ios', 'android', undefined),
				(app, floor, platform) => {
					fc.pre(parseAppVersion(app) === null || parseAppVersion(floor) === null);
					const question = { appVersion: app, platform, floors: { min_app_version: floor } };
					expect(decideUpgrade({ ...question, settings: {} }).level).toBe('none');
				},
			),
		);
		expect(decide('1.0', 'ios', { min_app_version: '9.0', min_app_version_ios: 'soon' }).level).not.toBe(
			'hard',
		);
	});

	it('survives settings that were written past every check', () => {
		fc.assert(
			fc.property(fc.string(), fc.anything(), (appVersion, refused) => {
				const hostile = { refused_versions: refused } as UpgradeSettings;
				decideUpgrade({ appVersion, platform: 'ios', floors: {}, settings: hostile });
				const list = { refused_versions: [refused] } as UpgradeSettings;
				decideUpgrade({ appVersion: '1.0', platform: 'ios', floors: {}, settings: list });
			}),
		);
	});

	it('never blocks a newer version that lets an older one go on', () => {
		fc.assert(
			fc.property(appVersionText, appVersionText, appVersionText, (first, second, floor) => {
				const [a, b] = [parseAppVersion(first), parseAppVersion(second)];
				if (!a || !b) throw new Error('readable');
				const [older, newer] = compareCores(a, b) < 0 ? [first, second] : [second, first];
				fc.pre(compareCores(a, b) !== 0);
				const floors = { min_app_version: floor };
				const ask = (appVersion: string) =>
					decideUpgrade({ appVersion, platform: 'ios', floors, settings: {} }).level;
				if (ask(older) !== 'hard') expect(ask(newer)).not.toBe('hard');
			}),
		);
	});
});

describe('applySchemaVerdict', () => {
	const none = decide('3.0.0', 'ios');

	it('turns an older layout into an invitation, and none at all into a stop', () => {
		expect(applySchemaVerdict(none, 'exact', settings)).toBe(none);
		expect(applySchemaVerdict(none, 'last_good', settings)).toMatchObject({
			level: 'soft',
			reason: 'schema',
		});
		expect(applySchemaVerdict(none, 'upgrade', settings)).toMatchObject({ level: 'hard', reason: 'schema' });
	});

	it('never softens a stop', () => {
		const hard = decide('1.0', 'ios', { min_app_version: '2.0.0' });
		expect(applySchemaVerdict(hard, 'last_good', settings)).toBe(hard);
	});
});
