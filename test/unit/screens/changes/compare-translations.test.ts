import { describe, expect, it } from 'vitest';
import { compareTranslations } from '../../../../domain/screens/changes/compare-translations.ts';
import { seed } from '../../../../schema/seed/index.ts';
import { screenOf, stack, text } from './payloads.ts';

const en = screenOf(text('a', 'Eat slowly', { size: 's' }), stack('s', text('b', 'Drink 2 glasses')));
const ar = {
	title: 'الرئيسية',
	components: [text('a', 'كل ببطء', { size: 's' }), stack('s', text('b', 'اشرب ٢ كوب'))],
};
const arabic = (...components: unknown[]) => ({ ...ar, components });
const [first, second] = ar.components;

const brief = (own: unknown, other: unknown, locale: 'en' | 'ar' = 'en') =>
	compareTranslations(own, other, locale).map(
		({ kind, pointer, component_id }) => `${kind} ${pointer} ${component_id}`,
	);

describe('compareTranslations', () => {
	it('finds nothing in a good translation, from either side', () => {
		expect(brief(en, ar)).toEqual([]);
		expect(brief(ar, en, 'ar')).toEqual([]);
	});

	it.each<[string, unknown, string[]]>([
		[
			'a component missing there',
			arabic(first),
			['extra /components/1 s', 'extra /components/1/children/0 b'],
		],
		['one more there', arabic(first, second, text('c', 'ماء')), ['missing /components/2 c']],
		['another type', arabic({ ...first, type: 'tip' }, second), ['different_type /components/0/type a']],
		[
			'another choice',
			arabic(text('a', 'كل ببطء', { size: 'm' }), second),
			['different_value /components/0/props/size a'],
		],
		[
			'a choice missing',
			arabic(text('a', 'كل ببطء'), second),
			['different_value /components/0/props/size a'],
		],
		[
			'the same words',
			arabic(text('a', 'Eat slowly', { size: 's' }), second),
			['untranslated /components/0/props/text a'],
		],
		[
			'Latin words',
			arabic(text('a', 'Kul bi-but', { size: 's' }), second),
			['untranslated /components/0/props/text a'],
		],
		[
			'no words',
			arabic({ ...first, props: { size: 's' } }, second),
			['untranslated /components/0/props/text a'],
		],
		[
			'other numbers',
			arabic(first, stack('s', text('b', 'اشرب ٣ أكواب'))),
			['different_value /components/1/children/0/props/text b'],
		],
		['the title', { ...ar, title: 'Home' }, ['untranslated /title null']],
		['what is no layout', null, []],
	])('names %s', (_name, other, expected) => {
		expect(brief(en, other)).toEqual(expected);
	});

	it('names another order', () => {
		expect(brief(en, arabic(second, first))).toHaveLength(1);
		expect(brief(en, arabic(second, first))[0]).toMatch(/^different_order/);
	});

	it('compares slugs and icons, and not addresses', () => {
		const link = (url: string, icon: string) => ({ id: 'l', type: 'link', props: { url, icon } });
		const [one, other] = [link('https://a.example/en', 'mail'), link('https://a.example/ar', 'chat')];
		expect(brief(screenOf(one), arabic(other))).toEqual(['different_value /components/0/props/icon l']);
	});

	it('is content with the layouts that we deliver', () => {
		for (const own of seed.screens.filter(({ locale }) => locale === 'en')) {
			const twin = seed.screens.find(
				({ screen_key, goal, locale }) =>
					locale === 'ar' && screen_key === own.screen_key && goal === own.goal,
			);
			expect([own.screen_key, own.goal, ...brief(own.payload_json, twin!.payload_json)]).toEqual([
				own.screen_key,
				own.goal,
			]);
		}
	});
});
