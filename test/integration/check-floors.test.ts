import { randomUUID } from 'node:crypto';
import type { Accountability } from '@directus/types';
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { assessFloors } from '../../platform/screens/impact/assess-floors.ts';
import { checkFloors, type FloorsWrite } from '../../platform/screens/impact/check-floors.ts';
import { withConfirmedFloors } from '../../platform/screens/impact/confirmed-floors.ts';
import { insertRows } from '../../platform/sql/insert-rows.ts';
import { appSettings } from '../../schema/collections/app-settings.ts';
import { events } from '../../schema/collections/events.ts';
import { sduiReleases, sduiScreens } from '../../schema/collections/screens.ts';
import { describeOnDatabases, scratchDatabase, type ScratchDatabase } from '../support/scratch-database.ts';

const now = Date.UTC(2026, 10, 21, 12);
const options = { keys: [], now };
const administrator = { admin: true, app: true, user: 'a', roles: [] } as unknown as Accountability;
const editor = { ...administrator, admin: false };

describeOnDatabases('floors of a save', (kind) => {
	let database: ScratchDatabase;
	let knex: Knex;
	let screen: string;

	beforeAll(async () => {
		database = await scratchDatabase(kind, 'check_floors', [events, appSettings, sduiScreens, sduiReleases]);
		knex = database.connect();
		// 100 people: 30 on 2.0.0, 70 on 3.0.0.
		await insertRows(
			knex,
			events,
			Array.from({ length: 100 }, (_, person) => ({
				event_id: randomUUID(),
				name: 'app_opened',
				schema_version: 1,
				user_hash: `person ${person}`,
				platform: 'ios',
				app_version: person < 30 ? '2.0.0' : '3.0.0',
				received_at: new Date(now - 1000 - person),
				ts: new Date(now),
			})),
		);
	});
	afterAll(() => database?.drop());
	beforeEach(async () => {
		screen = randomUUID();
		await knex('sdui_screens').delete();
		await insertRows(knex, sduiScreens, [
			{
				id: screen,
				status: 'published',
				screen_key: 'home',
				goal: 'default',
				locale: 'en',
				payload_json: {},
				schema_version: 1,
				revision: 1,
			},
		]);
	});

	const codes = async (write: Partial<FloorsWrite>) => {
		const problems = await checkFloors(
			knex,
			{
				collection: 'sdui_screens',
				payload: { min_app_version: '3.0.0' },
				keys: [screen],
				accountability: administrator,
				...write,
			},
			options,
		);
		return problems.map(({ code }) => code);
	};

	it('hold editors and administrators to the threshold, and the machine to none', async () => {
		expect(await codes({ accountability: editor })).toEqual(['FLOOR_ABOVE_THRESHOLD']);
		expect(await codes({})).toEqual(['FLOOR_NEEDS_CONFIRMATION']);
		expect(await codes({ accountability: null })).toEqual([]);
		expect(await codes({ payload: { min_app_version: '2.0.0' } })).toEqual([]);
		expect(await codes({ payload: { min_app_version: '3.0.0', status: 'draft' } })).toEqual([]);
	});

	it('pass with the number that was confirmed, for that save alone and for administrators alone', async () => {
		const confirmed = (blocked_users: number, write: Partial<FloorsWrite> = {}) =>
			withConfirmedFloors({ blocked_users }, () => codes(write));
		const [covered, less, ofEditor, elsewhere] = await Promise.all([
			confirmed(30),
			confirmed(20),
			confirmed(30, { accountability: editor }),
			codes({}),
		]);
		expect(covered).toEqual([]);
		expect(less).toEqual(['FLOOR_NEEDS_CONFIRMATION']);
		expect(ofEditor).toEqual(['FLOOR_ABOVE_THRESHOLD']);
		expect(elsewhere).toEqual(['FLOOR_NEEDS_CONFIRMATION']);
	});

	it('cost nobody whom the screen stops today, nor a variant’s people whom the one for everybody stops', async () => {
		await knex('sdui_screens').where({ id: screen }).update({ min_app_version_ios: '3.0.0' });
		expect(await codes({ payload: { min_app_version: '3.0.0' } })).toEqual([]);
		const variant = {
			status: 'published',
			screen_key: 'home',
			goal: 'lose',
			locale: 'ar',
			schema_version: 1,
			min_app_version: '3.0.0',
		};
		expect(await codes({ payload: variant, keys: [] })).toEqual([]);
		expect(await codes({ payload: { ...variant, screen_key: 'other' }, keys: [] })).toEqual([
			'FLOOR_NEEDS_CONFIRMATION',
		]);
	});

	it('are assessed for several variants together', async () => {
		const floors = { min_app_version: null, min_app_version_ios: '3.0.0', min_app_version_android: null };
		const proposed = (['en', 'ar'] as const).map((locale) => ({
			screen_key: 'home',
			goal: 'default' as const,
			locale,
			schema_version: 1,
			floors,
		}));
		const { impact, threshold, gate, candidates } = await assessFloors(knex, proposed, options);
		expect(threshold).toBe(0.01);
		expect(impact.map(({ days, newly_blocked }) => [days, newly_blocked.users])).toEqual([
			[7, 30],
			[28, 30],
		]);
		expect(gate({ mayExceed: true, confirmation: { blocked_users: 30 } })).toBeNull();
		expect(candidates().map(({ version, blocked_share }) => [version, blocked_share])).toEqual([
			['2.0.0', 0],
			['3.0.0', 0.3],
		]);
	});
});
