import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isProblem, readBatch, type Batch } from '../../../domain/events/batch.ts';
import { builtInEvents, isBuiltIn } from '../../../domain/events/built-in.ts';
import { noContext } from '../../../domain/events/context.ts';
import { isEventName } from '../../../domain/events/event-name.ts';
import { judgeBatch, type AllowList } from '../../../domain/events/judge.ts';

const allowList: AllowList = {
	find: (name) => (isBuiltIn(name) ? builtInEvents[name] : null),
	names: Object.keys(builtInEvents),
};

const receivedAt = Date.parse('2026-01-10T12:00:00Z');

const event = (values: Record<string, unknown> = {}) => ({
	event_id: '2f1c7f6e-4d0f-4a8e-9b54-0b8f0f6d8a11',
	name: 'meal_logged',
	client_ts: '2026-01-10T11:59:00Z',
	tz: 'Asia/Riyadh',
	props: { meal: 'lunch' },
	...values,
});

function batchOf(events: unknown, values: Record<string, unknown> = {}): Batch {
	const batch = readBatch({ sent_at: '2026-01-10T12:00:00Z', events, ...values }, noContext);
	if (isProblem(batch)) throw new Error(`${batch.field} ${batch.problem}`);
	return batch;
}

const judge = (events: unknown[], values?: Record<string, unknown>) =>
	judgeBatch(batchOf(events, values), receivedAt, allowList);

/** What one event is refused with. */
const refusalOf = (values: Record<string, unknown>) => judge([event(values)]).rejected[0];

describe('the allow-list', () => {
	it.each(Object.entries(builtInEvents))(
		'%s is well formed',
		(name, { properties, schemaVersion, meaning }) => {
			expect(isEventName(name)).toBe(true);
			expect(schemaVersion).toBeGreaterThan(0);
			expect(meaning).toMatch(/\.$/);
			for (const property of Object.keys(properties)) expect(property).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
		},
	);

	it('has what the product counts on', () => {
		expect(Object.keys(builtInEvents)).toEqual(
			expect.arrayContaining([
				'auth_signup',
				'fast_started',
				'fast_ended',
				'meal_logged',
				'suggestion_viewed',
				'video_completed',
				'screen_viewed',
				'screen_render_failed',
			]),
		);
	});

	it.each(['Fast_started', 'fast', '_fast_started', 'fast__started', 'fast_', `a_${'b'.repeat(39)}`, ''])(
		'%s is no name of an event',
		(name) => expect(isEventName(name)).toBe(false),
	);
});

describe('one event', () => {
	it('is taken with its context, corrected time and schema version', () => {
		const context = { platform: 'iOS', app_version: '٢٫١', locale: 'ar-SA', anon_id: 'a1', session_id: 's1' };
		const { accepted, rejected } = judge([event({ occurred_at: '2026-01-09T20:00:00+03:00' })], context);
		expect(rejected).toEqual([]);
		expect(accepted).toEqual([
			{
				event_id: '2f1c7f6e-4d0f-4a8e-9b54-0b8f0f6d8a11',
				name: 'meal_logged',
				schema_version: 1,
				platform: 'ios',
				app_version: '2.1',
				locale: 'ar-SA',
				anon_id: 'a1',
				session_id: 's1',
				client_ts: Date.parse('2026-01-10T11:59:00Z'),
				sent_at: Date.parse('2026-01-10T12:00:00Z'),
				received_at: receivedAt,
				occurred_at: Date.parse('2026-01-09T17:00:00Z'),
				ts: Date.parse('2026-01-10T11:59:00Z'),
				tz: 'Asia/Riyadh',
				props: { meal: 'lunch' },
				flags: [],
			},
		]);
	});

	it('may come from another version of the app than the batch', () => {
		const { accepted } = judge([event({ app_version: '1.3.9', session_id: 's0' })], {
			app_version: '1.4.0',
			session_id: 's1',
			platform: 'android',
		});
		expect(accepted[0]).toMatchObject({ app_version: '1.3.9', session_id: 's0', platform: 'android' });
	});

	it('is not refused for a platform, version, language or zone that nobody can read', () => {
		const { accepted } = judge([event({ tz: 'GMT+3', platform: 'tv', app_version: 'newest', locale: '?' })]);
		expect(accepted[0]).toMatchObject({
			tz: null,
			flags: ['unknown_tz'],
			platform: null,
			app_version: null,
			locale: null,
		});
	});

	it('has one name for its zone, however it was written', () => {
		expect(judge([event({ tz: 'asia/RIYADH' })]).accepted[0]?.tz).toBe('Asia/Riyadh');
	});

	it('is flagged when it is yet to happen by the person’s account', () => {
		const { accepted } = judge([event({ occurred_at: '2026-01-10T12:05:01Z' })]);
		expect(accepted[0]?.flags).toEqual(['occurs_later']);
	});

	it.each([
		[{ event_id: undefined }, 'INVALID_EVENT', '"event_id"'],
		[{ event_id: 'x'.repeat(101) }, 'INVALID_EVENT', '"event_id"'],
		[{ event_id: 'sara@example.com' }, 'INVALID_EVENT', '"event_id"'],
		[{ name: 7 }, 'INVALID_EVENT', '"name"'],
		[{ name: 'fast_begun' }, 'UNKNOWN_EVENT', 'fast_begun'],
		[{ name: 'fast_startd' }, 'UNKNOWN_EVENT', 'did you mean "fast_started"'],
		[{ name: 'constructor' }, 'UNKNOWN_EVENT', 'constructor'],
		[{ client_ts: undefined }, 'INVALID_EVENT', '"client_ts"'],
		[{ client_ts: '2026-02-31T00:00:00Z' }, 'INVALID_EVENT', '"client_ts"'],
		[{ client_ts: '2026-01-10T12:00:00' }, 'INVALID_EVENT', 'offset'],
		[{ client_ts: '0000-01-01T00:00:00Z' }, 'INVALID_EVENT', '"client_ts"'],
		[{ occurred_at: 'yesterday' }, 'INVALID_EVENT', '"occurred_at"'],
		[{ tz: 3 }, 'INVALID_EVENT', '"tz"'],
		[{ locale: { en: true } }, 'INVALID_EVENT', '"locale"'],
		[{ anon_id: 'sara@example.com' }, 'INVALID_EVENT', '"anon_id"'],
		[{ anon_id: '966501234567' }, 'INVALID_EVENT', 'telephone'],
		[{ user_id: 'me' }, 'INVALID_EVENT', '"user_id"'],
		[{ received_at: '2026-01-10T12:00:00Z' }, 'INVALID_EVENT', '"received_at"'],
		[{ props: [] }, 'INVALID_PROPS', '"props"'],
		[{ props: { weight_kg: 70 } }, 'INVALID_PROPS', '"props.weight_kg"'],
		[{ props: { meal: 'Brunch' } }, 'INVALID_PROPS', 'breakfast'],
		[{ props: { meal: 'dinne' } }, 'INVALID_PROPS', 'did you mean "dinner"'],
		[{ name: 'suggestion_viewed', props: { kind: 'recipe' } }, 'INVALID_PROPS', '"props.id" is missing'],
		[
			{ name: 'suggestion_viewed', props: { kind: 'recipe', id: 'sara@example.com' } },
			'INVALID_PROPS',
			'"props.id"',
		],
		[
			{ name: 'suggestion_viewed', props: { kind: 'recipe', id: '0501234567' } },
			'INVALID_PROPS',
			'telephone',
		],
		[
			{ name: 'suggestion_viewed', props: { kind: 'recipe', id: 'I ate too much' } },
			'INVALID_PROPS',
			'"props.id"',
		],
		[{ name: 'video_completed', props: { video: 'a', watched_s: 1.5 } }, 'INVALID_PROPS', 'whole number'],
		[{ name: 'fast_started', props: { goal_hours: 1e9 } }, 'INVALID_PROPS', '"props.goal_hours"'],
		[{ props: { note: 'x'.repeat(33_000) } }, 'EVENT_TOO_LARGE', '32768 bytes'],
	])('%j is refused with %s', (values, code, words) => {
		const rejected = refusalOf(values);
		expect(rejected).toMatchObject({ index: 0, code });
		expect(rejected?.message.toLowerCase()).toContain(words.toLowerCase());
	});

	it('is refused with a key that would change a prototype, and changes none', () => {
		const hostile = JSON.parse(`{"__proto__":{"polluted":1},"event_id":"e","name":"meal_logged"}`) as object;
		expect(judge([hostile]).rejected[0]).toMatchObject({ code: 'INVALID_EVENT', event_id: 'e' });
		const inside = event({ props: JSON.parse('{"__proto__":{"polluted":1}}') });
		expect(judge([inside]).rejected[0]).toMatchObject({ code: 'INVALID_PROPS' });
		expect({}).not.toHaveProperty('polluted');
	});

	it('may be nested to any depth and is refused', () => {
		let deep: unknown = 1;
		for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
		expect(refusalOf({ props: { deep } })).toMatchObject({ code: 'EVENT_TOO_LARGE' });
	});
});

describe('a batch', () => {
	it('counts an id that occurs again once, and one that was refused before not at all', () => {
		const { accepted, repeated, rejected } = judge([
			event({ props: { meal: 'soup' } }),
			event(),
			event({ props: {} }),
		]);
		expect(accepted.map(({ props }) => props)).toEqual([{ meal: 'lunch' }]);
		expect(repeated).toBe(1);
		expect(rejected).toMatchObject([{ index: 0, code: 'INVALID_PROPS' }]);
	});

	it.each([
		[null, 'body'],
		[[], 'body'],
		[{}, 'events'],
		[{ events: {} }, 'events'],
		[{ events: [], sent_at: 'now' }, 'sent_at'],
		[{ events: [], sent_at: 0 }, 'sent_at'],
		[{ events: [], sentAt: 'x' }, 'sentAt'],
		[{ events: [], anon_id: 'sara@example.com' }, 'anon_id'],
		[{ events: [], locale: 5 }, 'locale'],
	])('%j cannot be read, and the field is named', (body, field) => {
		expect(readBatch(body, noContext)).toMatchObject({ field, problem: expect.stringMatching(/./) });
	});

	it('says more than its headers', () => {
		const headers = { ...noContext, platform: 'ios' as const, app_version: '1.0.0' };
		expect(readBatch({ events: [], app_version: '2.0.0' }, headers)).toMatchObject({
			context: { platform: 'ios', app_version: '2.0.0' },
		});
	});
});

const anyEvent = fc.oneof(
	fc.jsonValue(),
	fc.record(
		{
			event_id: fc.oneof(fc.string(), fc.constantFrom('a', 'b', 'c')),
			name: fc.oneof(fc.constantFrom(...Object.keys(builtInEvents)), fc.string()),
			client_ts: fc.oneof(
				fc.string(),
				fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
			),
			occurred_at: fc.jsonValue(),
			tz: fc.oneof(fc.string(), fc.constant('Africa/Cairo')),
			props: fc.oneof(fc.jsonValue(), fc.constant({})),
			anon_id: fc.jsonValue(),
		},
		{ requiredKeys: [] },
	),
);

test('every event of any JSON is accepted, repeated or rejected, once', () => {
	fc.assert(
		fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
			const { accepted, repeated, rejected } = judge(events);
			expect(accepted.length + repeated + rejected.length).toBe(events.length);
			expect(new Set(accepted.map(({ event_id }) => event_id)).size).toBe(accepted.length);
			for (const { event_id, props, ts } of accepted) {
				expect(event_id).toMatch(/^[A-Za-z0-9._:-]{1,100}$/);
				expect(JSON.stringify(props)).not.toMatch(/[@\s]/);
				expect(ts).toBeLessThanOrEqual(receivedAt);
			}
			for (const { message, index } of rejected) {
				expect(message.length).toBeLessThan(2_000);
				expect(index).toBeLessThan(events.length);
			}
		}),
	);
});
