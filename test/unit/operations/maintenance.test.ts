import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maintenanceScreen } from '../../../domain/operations/maintenance/screen.ts';
import {
	isUnderMaintenance,
	maintenanceMessage,
	noMaintenance,
	retryAfterSeconds,
} from '../../../domain/operations/maintenance/state.ts';
import { compileCatalogue } from '../../../domain/screens/compile-catalogue.ts';
import { validateScreen } from '../../../domain/screens/validate-screen.ts';
import { runMaintenanceOn } from '../../../platform/commands/maintenance-command.ts';
import type { HostContext } from '../../../platform/host-context.ts';
import { seed } from '../../../schema/seed/index.ts';

const on = { ...noMaintenance, isOn: true, since: 0 };

test.each(['en', 'ar'] as const)('the screen in "%s" is one that the oldest app can render', (locale) => {
	const catalogue = compileCatalogue(seed.components);
	const screen = maintenanceScreen(maintenanceMessage(on), locale);
	expect(validateScreen(screen, catalogue, { schemaVersion: 1 })).toEqual([]);
});

test('the longest words that an administrator may say still fit the screen', () => {
	const words = 'x'.repeat(500);
	const screen = maintenanceScreen({ en: words, ar: words }, 'ar');
	expect(validateScreen(screen, compileCatalogue(seed.components), { schemaVersion: 1 })).toEqual([]);
});

test('it ends by itself, and clients come back before, but not at once', () => {
	const time = fc.integer({ min: 1, max: 4_000_000_000_000 });
	fc.assert(
		fc.property(time, time, (now, until) => {
			const state = { ...on, until };
			expect(isUnderMaintenance(state, now)).toBe(now < until);
			if (now >= until) return;
			const seconds = retryAfterSeconds(state, now);
			expect(seconds).toBeGreaterThanOrEqual(1);
			expect(seconds).toBeLessThanOrEqual(300);
			if (until - now <= 300_000) expect(now + seconds * 1000).toBeGreaterThanOrEqual(until);
		}),
	);
	expect(isUnderMaintenance(noMaintenance, 1)).toBe(false);
	expect(isUnderMaintenance(on, Number.MAX_SAFE_INTEGER)).toBe(true);
});

test('own words replace the standard ones language by language', () => {
	const said = maintenanceMessage({ ...on, message: { en: 'Back at five.', ar: null } });
	expect(said.en).toBe('Back at five.');
	expect(said.ar).toBe(maintenanceMessage(on).ar);
});

test.each(['ten', '0', '-5', '99999999'])(
	'"--minutes %s" is refused before anything is switched',
	async (minutes) => {
		const options = { minutes, en: undefined, ar: undefined };
		await expect(runMaintenanceOn({} as HostContext, options)).rejects.toThrow('--minutes must be');
	},
);
