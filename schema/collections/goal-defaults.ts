import { z } from 'zod';
import { choice, decimal, integer, json, section } from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';
import { authorship, contentKeys, longPair, pair } from './common.ts';
import { energyFormulas } from './target-words.ts';

const share = (en: string, ar: string, group: string, max: number) =>
	decimal.required({
		label: text(en, ar),
		note: text('As a share: 0.15 is 15 %.', 'كنسبة: 0.15 تعني 15%.'),
		rule: text(`Between 0 and ${max}.`, `بين 0 و${max}.`),
		min: 0,
		max,
		group,
	});

export const goalDefaults = collection({
	name: 'goal_defaults',
	audience: 'content',
	label: text('Goal defaults', 'إعدادات الأهداف'),
	singular: text('Goal', 'هدف'),
	note: text(
		'How targets are computed for each goal. A change holds for whoever saves their profile next; the flow recompute_everyone on this page applies it to everybody now.',
		'كيف تُحسب الأهداف اليومية لكل غاية. يسري التغيير على من يحفظ ملفه بعده؛ ويطبقه المسار recompute_everyone في هذه الصفحة على الجميع الآن.',
	),
	icon: 'flag',
	color: '#3399FF',
	group: 'bebetter_content',
	displayTemplate: '{{name_en}} · {{name_ar}}',
	list: { columns: { name_en: 230, name_ar: 200, goal: 150, status: 105 }, sort: 'sort' },
	fields: {
		...contentKeys,
		goal: choice({
			label: text('Goal', 'الغاية'),
			width: 'full',
			choices: [
				{ value: 'lose', label: text('Lose weight', 'إنقاص الوزن') },
				{ value: 'maintain', label: text('Keep weight', 'الحفاظ على الوزن') },
				{ value: 'gain', label: text('Gain weight', 'زيادة الوزن') },
			],
			unique: true,
		}).required,
		...pair('name', text('Name', 'الاسم')),
		...longPair('description', text('Description', 'الوصف')),
		energy: section({ label: text('Energy', 'الطاقة'), icon: 'bolt' }),
		energy_formula: choice({
			label: text('Equation for maintenance energy', 'معادلة طاقة الثبات'),
			choices: energyFormulas,
			defaultValue: 'nasem2023_eer',
			width: 'full',
			group: 'energy',
		}).required,
		pace_gentle: share('Gentle pace', 'وتيرة لطيفة', 'energy', 0.25),
		pace_standard: share('Standard pace', 'وتيرة معتادة', 'energy', 0.25),
		pace_fast: share('Fast pace', 'وتيرة سريعة', 'energy', 0.25),
		surplus_share: share('Surplus', 'الفائض', 'energy', 0.25),
		max_deficit_kcal: integer.required({
			label: text('Largest deficit (kcal a day)', 'أكبر عجز (سعرة في اليوم)'),
			min: 0,
			max: 1000,
			group: 'energy',
		}),
		max_deficit_kcal_per_kg: decimal.required({
			label: text('Largest deficit (kcal a day per kg)', 'أكبر عجز (سعرة لكل كغ)'),
			min: 0,
			max: 15,
			group: 'energy',
		}),
		max_surplus_kcal: integer.required({
			label: text('Largest surplus (kcal a day)', 'أكبر فائض (سعرة في اليوم)'),
			width: 'full',
			min: 0,
			max: 1000,
			group: 'energy',
		}),
		floor_kcal_female: integer.required({
			label: text('Never below, women (kcal)', 'الحد الأدنى للنساء (سعرة)'),
			rule: text('At least 1200.', '1200 على الأقل.'),
			min: 1200,
			max: 3000,
			group: 'energy',
		}),
		floor_kcal_male: integer.required({
			label: text('Never below, men (kcal)', 'الحد الأدنى للرجال (سعرة)'),
			rule: text('At least 1500.', '1500 على الأقل.'),
			min: 1500,
			max: 3000,
			group: 'energy',
		}),
		macros: section({ label: text('Macronutrients', 'المغذيات الكبرى'), icon: 'donut_large' }),
		protein_g_per_kg: decimal.required({
			label: text('Protein (g per kg)', 'البروتين (غ لكل كغ)'),
			min: 0.8,
			max: 3.1,
			group: 'macros',
		}),
		high_protein_g_per_kg: decimal.required({
			label: text('High-protein diet (g per kg)', 'نظام عالي البروتين (غ لكل كغ)'),
			min: 0.8,
			max: 3.1,
			group: 'macros',
		}),
		fat_share: share('Fat, share of energy', 'الدهون من الطاقة', 'macros', 0.5),
		diet_variants: json({
			label: text('Diet variants', 'أنماط غذائية'),
			note: text('Numbers that differ for one diet, by its name.', 'أرقام تختلف لنمط غذائي معين، بحسب اسمه.'),
			shape: z.record(z.string(), z.record(z.string(), z.number())),
			group: 'macros',
		}),
		...authorship,
	},
	indexes: [{ columns: ['status', 'sort', 'slug'] }],
});
