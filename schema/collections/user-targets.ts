import { z } from 'zod';
import { anyJson } from '../../domain/any-json.ts';
import {
	choice,
	date,
	integer,
	json,
	manyOf,
	presentation,
	section,
	string,
	timestamp,
	uuidKey,
	word,
	type Choice,
	type Hiding,
} from '../model/field.ts';
import { TARGET_STATUSES, type Target } from '../../domain/nutrition/targets/target.ts';
import { collection } from '../model/collection.ts';
import { text, type Text } from '../model/text.ts';
import { owner } from './owned.ts';
import { energyFormulas, flags, missingFields, reasons } from './target-words.ts';

const id = uuidKey(text('ID', 'المعرّف'));

const strings = z.array(z.string());

/** A figure with its unit, in lists and on the card; nobody writes it by hand. */
const figure = (en: string, ar: string, unit: string, group: string) =>
	integer({
		label: text(en, ar),
		readonly: true,
		group,
		display: 'formatted-value',
		displayOptions: { suffix: ` ${unit}` },
	});

/** Words such as flags, by their names; nobody writes them by hand. */
const words = (common: { label: Text; choices: readonly Choice[]; group?: string; hiddenWhen?: Hiding }) =>
	manyOf({
		...common,
		readonly: true,
		interface: 'select-multiple-dropdown',
		options: { allowOther: true, previewThreshold: common.choices.length, placeholder: '—' },
	});

/** Shown only where it says something: numbers of a computed target, the reason of one that is not. */
const unlessStatus = (...shown: readonly Target['status'][]): Hiding => ({
	field: 'status',
	isIn: TARGET_STATUSES.filter((status) => !shown.includes(status)),
});

export const userTargets = collection({
	name: 'user_targets',
	audience: 'private',
	label: text('Targets', 'الأهداف اليومية'),
	singular: text('Target', 'هدف يومي'),
	note: text(
		'Nutritional targets with the formula and inputs they come from.',
		'الأهداف الغذائية مع المعادلة والمدخلات التي أنتجتها.',
	),
	icon: 'target',
	group: 'bebetter_people',
	displayTemplate: '{{user.email}} · {{target_kcal}} · {{effective_date}}',
	list: {
		columns: { user: 180, status: 125, target_kcal: 125, effective_date: 130, computed_at: 130 },
		sort: '-computed_at',
	},
	fields: {
		id,
		user: owner(),
		status: choice({
			label: text('Status', 'الحالة'),
			choices: [
				{ value: 'ok', label: text('Computed', 'محسوب'), tone: 'good' },
				{ value: 'incomplete', label: text('Incomplete', 'ناقص'), tone: 'quiet' },
				{ value: 'invalid_input', label: text('Invalid input', 'مدخل غير صالح'), tone: 'danger' },
				{ value: 'out_of_scope', label: text('Out of scope', 'خارج النطاق'), tone: 'warning' },
			],
			readonly: true,
		}).required,
		effective_date: date.required({ label: text('Effective from', 'يسري من'), readonly: true }),
		superseded_at: timestamp({ label: text('Superseded at', 'استُبدل في'), readonly: true }),
		reason: word({
			label: text('Reason', 'السبب'),
			choices: reasons,
			options: { placeholder: '—' },
			readonly: true,
			hiddenWhen: unlessStatus('invalid_input', 'out_of_scope'),
		}),
		missing: words({
			label: text('Missing', 'الناقص'),
			choices: missingFields,
			hiddenWhen: unlessStatus('incomplete'),
		}),

		energy: section({ label: text('Energy', 'الطاقة'), icon: 'bolt', hiddenWhen: unlessStatus('ok') }),
		target_kcal: figure('Target (kcal)', 'الهدف (سعرة)', 'kcal', 'energy'),
		tdee_kcal: figure('Maintenance energy (kcal)', 'طاقة الثبات (سعرة)', 'kcal', 'energy'),
		bmr_kcal: figure('Resting energy (kcal)', 'طاقة الراحة (سعرة)', 'kcal', 'energy'),

		macros: section({
			label: text('Macros', 'المغذيات الكبرى'),
			icon: 'donut_large',
			hiddenWhen: unlessStatus('ok'),
		}),
		protein_g: figure('Protein (g)', 'البروتين (غ)', 'g', 'macros'),
		carb_g: figure('Carbohydrate (g)', 'الكربوهيدرات (غ)', 'g', 'macros'),
		fat_g: figure('Fat (g)', 'الدهون (غ)', 'g', 'macros'),
		fibre_g: figure('Fibre (g)', 'الألياف (غ)', 'g', 'macros'),

		limits: section({ label: text('Limits', 'الحدود'), icon: 'speed', hiddenWhen: unlessStatus('ok') }),
		free_sugar_max_g: figure('Free sugars, at most (g)', 'السكريات الحرة، حد أقصى (غ)', 'g', 'limits'),
		sat_fat_max_g: figure('Saturated fat, at most (g)', 'الدهون المشبعة، حد أقصى (غ)', 'g', 'limits'),
		sodium_max_mg: figure('Sodium, at most (mg)', 'الصوديوم، حد أقصى (ملغ)', 'mg', 'limits'),
		water_total_ml: figure('Water, food and drink (ml)', 'الماء من الطعام والشراب (مل)', 'ml', 'limits'),

		why: section({ label: text('Why', 'لماذا'), icon: 'help' }),
		explanation: presentation({
			label: text('Explanation', 'الشرح'),
			interface: 'bebetter-target-explanation',
			group: 'why',
		}),
		flags: words({
			label: text('Flags', 'التنبيهات'),
			choices: flags,
			group: 'why',
			hiddenWhen: unlessStatus('ok'),
		}),

		origin: section({ label: text('Where it comes from', 'مصدره'), icon: 'menu_book', closed: true }),
		formula_id: word({
			label: text('Formula', 'المعادلة'),
			choices: energyFormulas,
			options: { placeholder: '—' },
			readonly: true,
			group: 'origin',
			hiddenWhen: unlessStatus('ok'),
		}),
		formula_version: integer.required({
			label: text('Formula version', 'إصدار المعادلة'),
			defaultValue: 1,
			readonly: true,
			group: 'origin',
		}),
		computed_at: timestamp.required({
			label: text('Computed at', 'وقت الحساب'),
			readonly: true,
			group: 'origin',
		}),
		sources: json({
			label: text('Sources', 'المصادر'),
			shape: strings,
			readonly: true,
			interface: 'tags',
			options: { placeholder: '—' },
			display: 'labels',
			group: 'origin',
			hiddenWhen: unlessStatus('ok'),
		}),
		inputs_snapshot: json({
			label: text('Inputs', 'المدخلات'),
			note: text(
				'Everything that the numbers depend on, and what they were before rounding.',
				'كل ما تتوقف عليه الأرقام، وقيمها قبل التقريب.',
			),
			shape: z.record(z.string(), anyJson),
			readonly: true,
			group: 'origin',
		}),
		input_hash: string.required({ label: text('Input hash', 'بصمة المدخلات'), maxLength: 64, hidden: true }),
	},
	indexes: [
		// One current target per person, whoever writes.
		{ columns: ['user'], unique: true, whereNull: 'superseded_at' },
		{ columns: ['user', 'effective_date'] },
	],
});
