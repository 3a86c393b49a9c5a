import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldForSearch } from '../../../domain/content/arabic-search.ts';
import { normaliseText } from '../../../domain/content/normalise-text.ts';
import { isSlug, suggestSlug } from '../../../domain/content/slug.ts';
import { splitSteps } from '../../../domain/content/steps.ts';
import { checkTags, isKnownTag, nutritionTags } from '../../../domain/content/tags.ts';
import { isPublicHttpsUrl } from '../../../domain/content/video-url.ts';

describe('foldForSearch', () => {
	it.each([
		['أَرُزٌّ', 'ارز'],
		['إفطار آمن ٱلله', 'افطار امن الله'],
		['فـــول', 'فول'],
		['شوربة', 'شوربه'],
		['مستشفى', 'مستشفي'],
		['مؤونة', 'موونه'],
		['مئة', 'ميه'],
		['٢٠ دقيقة', '20 دقيقه'],
		['۲۰', '20'],
		['کباب ایرانی', 'كباب ايراني'],
		['ﻻ', 'لا'],
		['Crème  BRÛLÉE', 'creme brulee'],
		['Søde Straße', 'sode strasse'],
		['İstanbul', 'istanbul'],
	])('%s is found as %s', (text, folded) => {
		expect(foldForSearch(text)).toBe(folded);
	});

	it('is idempotent', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
				const folded = foldForSearch(text);
				expect(foldForSearch(folded)).toBe(folded);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('normaliseText', () => {
	it('trims, composes and is idempotent', () => {
		expect(normaliseText(' Pure\u0301e\n')).toBe('Purée');
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(normaliseText(normaliseText(text))).toBe(normaliseText(text));
			}),
		);
	});
});

describe('slugs', () => {
	it.each([
		['lentil-soup', true],
		['16-8', true],
		['', false],
		['Lentil', false],
		['a--b', false],
		['-a', false],
		['عدس', false],
		['a'.repeat(81), false],
	])('%s: %s', (text, expected) => {
		expect(isSlug(text)).toBe(expected);
	});

	it.each([
		['Crème brûlée!', 'creme-brulee'],
		['صيام ١٦:٨', '16-8'],
		['عدس', null],
	])('proposes for %s', (text, expected) => {
		expect(suggestSlug(text)).toBe(expected);
	});

	it('proposes only what it accepts', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 200 }), (text) => {
				const slug = suggestSlug(text);
				if (slug !== null) expect(isSlug(slug)).toBe(true);
			}),
		);
	});
});

describe('tags', () => {
	it('are known once each, in both languages', () => {
		expect(new Set(nutritionTags.map(({ tag }) => tag)).size).toBe(nutritionTags.length);
		for (const { tag, label } of nutritionTags) {
			expect(isKnownTag(tag)).toBe(true);
			expect(label.ar).toMatch(/^[\p{Script=Arabic}\p{M} ]+$/u);
		}
	});

	it('proposes the nearest one', () => {
		expect(checkTags(['High Protien'], 'tags')[0]?.message.en).toContain('“high_protein”');
		expect(checkTags('vegan', 'tags')).toMatchObject([{ code: 'TAGS_NOT_A_LIST' }]);
		expect(checkTags(null, 'tags')).toEqual([]);
	});
});

describe('isPublicHttpsUrl', () => {
	it.each([
		['https://example.com', true],
		['https://videos.example.co.uk:8443/a.mp4?x=1#t', true],
		['HTTPS://EXAMPLE.COM/', true],
		['https://مثال.com/a', true],
		['http://example.com', false],
		['//example.com', false],
		['https:example.com', false],
		['https:///example.com', false],
		['https://exa\tmple.com', false],
		['https://example.com\\@evil.com', false],
		['javascript:alert(1)', false],
		['https://user:pw@example.com', false],
		['https://user@example.com', false],
		['https://localhost', false],
		['https://localhost.', false],
		['https://intranet', false],
		['https://nas.local', false],
		['https://10.0.0.1', false],
		['https://8.8.8.8', false],
		['https://0x7f.1', false],
		['https://2130706433', false],
		['https://[::1]', false],
		['https://a..com', false],
		[' https://example.com', false],
		[`https://example.com/${'a'.repeat(2100)}`, false],
		[null, false],
	])('%s: %s', (url, expected) => {
		expect(isPublicHttpsUrl(url)).toBe(expected);
	});
});

it('splits steps by line, whatever the line end, and leaves out empty ones', () => {
	expect(splitSteps('One\r\nTwo\n\n  Three \rFour\n')).toEqual(['One', 'Two', 'Three', 'Four']);
	expect(splitSteps(' \n')).toEqual([]);
});
