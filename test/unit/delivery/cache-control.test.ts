import { describe, expect, it } from 'vitest';
import { batches } from '../../../domain/delivery/batches.ts';
import { changedPolicies, isCacheControl, revalidateAlways } from '../../../domain/delivery/cache-policy.ts';
import { readRetryAfter } from '../../../domain/delivery/retry-after.ts';
import { answerHeaders } from '../../../platform/publishing/answer-headers.ts';
import type { Document } from '../../../platform/publishing/document.ts';
import type { Sources } from '../../../platform/publishing/sources.ts';

describe('a Cache-Control that somebody typed', () => {
	it.each([
		revalidateAlways,
		'no-store',
		'public,max-age=60',
		'private="set-cookie", max-age=0',
		'MAX-AGE=1',
	])('may be %s', (text) => expect(isCacheControl(text)).toBe(true));

	it.each([
		'',
		',',
		'max-age',
		'max-age=',
		'max-age=soon',
		'max-age=-1',
		'a b',
		'a;b',
		'x\r\nY: z',
		'é',
		'a,'.repeat(200),
	])('may not be %j', (text) => expect(isCacheControl(text)).toBe(false));

	it('is another than before', () => {
		expect(changedPolicies(null, { foods: 'no-store' })).toEqual(['foods']);
		expect(changedPolicies({ foods: 'no-store', videos: 'x' }, { foods: 'no-store' })).toEqual(['videos']);
		expect(changedPolicies({ foods: 'a' }, { foods: 'a' })).toEqual([]);
	});
});

describe('the headers of an answer', () => {
	const document: Document = {
		key: 'k',
		tags: ['foods', 'foods#kcal', 'foods:1'],
		collection: 'foods',
		vary: [],
		body: () => 0,
	};
	const sources = (policy?: string) =>
		({ settings: policy ? { cache_policy: { foods: policy } } : {} }) as unknown as Sources;

	it('name its public tags, and leave CDNs out where there is none', () => {
		expect(answerHeaders(document, sources())).toEqual({
			'Cache-Control': revalidateAlways,
			Vary: 'Accept-Encoding',
			'Surrogate-Key': 'foods foods:1',
			'Cache-Groups': '"foods", "foods:1"',
		});
	});

	it('let a CDN keep what it can be told to forget', () => {
		const cdn = { keep: true, cacheTag: true };
		expect(answerHeaders(document, sources('max-age=5'), cdn)).toMatchObject({
			'Cache-Control': 'max-age=5',
			'CDN-Cache-Control': 'max-age=31536000',
			'Cache-Tag': 'foods,foods:1',
		});
		expect(answerHeaders({ ...document, tags: [] }, sources(), cdn)).not.toHaveProperty('CDN-Cache-Control');
	});
});

describe('talking to a CDN', () => {
	it('cuts a list into batches', () => {
		expect(batches([1, 2, 3], 2)).toEqual([[1, 2], [3]]);
		expect(batches([], 2)).toEqual([]);
	});

	it('reads how long to wait', () => {
		const now = new Date('2026-01-01T00:00:00Z');
		expect(readRetryAfter('2', now)).toBe(2000);
		expect(readRetryAfter('Thu, 01 Jan 2026 00:00:03 GMT', now)).toBe(3000);
		expect(readRetryAfter('Wed, 31 Dec 2025 00:00:03 GMT', now)).toBe(0);
		for (const header of [null, 'soon', '-1x']) expect(readRetryAfter(header, now)).toBeNull();
	});
});
