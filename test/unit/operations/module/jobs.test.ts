import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { durationOf } from '../../../../extensions/modules/operations/jobs/looks.ts';
import {
	fieldsOf,
	payloadOf,
	readPayload,
} from '../../../../extensions/modules/operations/jobs/payload-fields.ts';
import { arabicSummaries } from '../../../../extensions/modules/operations/jobs/summaries.ts';
import { repositoryRoot } from '../../../../host/paths.ts';

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

describe('the input of a job', () => {
	const fields = fieldsOf(
		schemaOf(
			z.strictObject({
				days: z.int().default(30).describe('How long'),
				user: z.uuid(),
				all: z.boolean().optional(),
			}),
		),
	);

	it('is a form where plain fields will do', () => {
		expect(fields).toEqual([
			{ name: 'days', kind: 'number', isRequired: false, description: 'How long', default: '30' },
			{ name: 'user', kind: 'text', isRequired: true, description: null, default: null },
			{ name: 'all', kind: 'switch', isRequired: false, description: null, default: null },
		]);
		expect(fieldsOf(schemaOf(z.strictObject({})))).toEqual([]);
	});

	it('is JSON where there is a choice of shapes or something nested', () => {
		expect(fieldsOf(schemaOf(z.union([z.strictObject({ all: z.literal(true) }), z.object({})])))).toBeNull();
		expect(fieldsOf(schemaOf(z.strictObject({ users: z.array(z.string()) })))).toBeNull();
	});

	it('leaves out what is empty, and leaves it to the server to refuse what is no number', () => {
		expect(payloadOf(fields!, { days: ' 7 ', user: ' abc ', all: false })).toEqual({
			days: 7,
			user: 'abc',
			all: false,
		});
		expect(payloadOf(fields!, { days: '', user: 'abc' })).toEqual({ user: 'abc' });
		expect(payloadOf(fields!, { days: 'many' })).toEqual({ days: 'many' });
	});

	test.each([
		['', {}],
		[' {"all": true} ', { all: true }],
		['[1]', null],
		['null', null],
		['{all}', null],
	])('written as %j is read as %j', (written, payload) => {
		expect(readPayload(written)).toEqual(payload);
	});
});

describe('how long a run took', () => {
	const started_at = '2026-11-21T10:00:00.000Z';
	const after = (ms: number) => new Date(Date.parse(started_at) + ms).toISOString();
	test.each([
		[0, '0 ms'],
		[999, '999 ms'],
		[59_400, '59 s'],
		[185_000, '3 min 5 s'],
		[7_260_000, '2 h 1 min'],
	])('%i ms read as %s', (ms, words) => {
		expect(durationOf({ started_at, finished_at: after(ms) }, 0, 'en')).toBe(words);
		expect(durationOf({ started_at, finished_at: null }, Date.parse(after(ms)), 'en')).toBe(words);
	});

	it('is nothing before it began, and never less than nothing', () => {
		expect(durationOf({ started_at: null, finished_at: null }, 0, 'en')).toBeNull();
		expect(durationOf({ started_at, finished_at: after(-5) }, 0, 'ar')).toBe('0 م.ث');
	});
});

it('every kind of job is explained in Arabic', () => {
	const files = readdirSync(join(repositoryRoot, 'platform/jobs/definitions'));
	const names = files.map((file) => file.replace('.ts', '')).filter((name) => name !== 'index');
	expect(Object.keys(arabicSummaries).sort()).toEqual(names.sort());
});
