import { z } from 'zod';
import {
	boolean,
	choice,
	date,
	decimal,
	integer,
	json,
	longText,
	manyOf,
	presentation,
	reference,
	section,
	stamp,
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
import { nutritionFacts, pair } from './common.ts';
import { energyFormulas, flags, missingFields, reasons } from './target-words.ts';

const id = uuidKey(text('ID', 'المعرّف'));

/** The person a private row belongs to; the row goes when the person goes. */
const owner = (unique = false) =>
	reference.required({
		label: text('Person', 'الشخص'),
		to: 'directus_users',
		onDelete: 'CASCADE',
		template: '{{email}}',
		readonly: true,
		required: true,
		unique,
	});

const timestamps = {
	date_created: stamp('date-created', text('Created on', 'تاريخ الإنشاء')),
	date_updated: stamp('date-updated', text('Changed on', 'تاريخ التعديل')),
};

const clientId = string({
	label: text('Client ID', 'معرّف من الجهاز'),
	note: text(
		'Made by the phone, so that a repeated request adds nothing.',
		'ينشئه الهاتف كي لا يضيف الطلب المكرر شيئا.',
	),
	maxLength: 100,
	hidden: true,
});

const clientDigest = string({
	label: text('Digest of the first request', 'بصمة الطلب الأول'),
	note: text(
		'Tells a repeated request from another one under the same client ID.',
		'تميز الطلب المكرر عن طلب آخر بالمعرّف نفسه.',
	),
	maxLength: 64,
	hidden: true,
});

const flag = (en: string, ar: string, group: string) =>
	boolean.required({ label: text(en, ar), defaultValue: false, group });

const strings = z.array(z.string());

export const userProfiles = collection({
	name: 'user_profiles',
	audience: 'private',
	label: text('Profiles', 'الملفات الشخصية'),
	singular: text('Profile', 'ملف شخصي'),
	note: text('What a person told us about themselves.', 'ما أخبرنا به الشخص عن نفسه.'),
	icon: 'badge',
	group: 'bebetter_people',
	displayTemplate: '{{user.email}} · {{goal}}',
	list: {
		columns: { user: 200, goal: 140, activity: 130, locale: 105, date_updated: 125 },
		sort: '-date_updated',
	},
	fields: {
		id,
		user: owner(true),
		sex: choice({
			label: text('Sex used by the equation', 'الجنس المستخدم في المعادلة'),
			choices: [
				{ value: 'female', label: text('Female', 'أنثى') },
				{ value: 'male', label: text('Male', 'ذكر') },
			],
		}),
		birth_date: date({ label: text('Birth date', 'تاريخ الميلاد') }),
		height_cm: decimal({ label: text('Height (cm)', 'الطول (سم)'), min: 0, max: 300, unit: 'cm' }),
		weight_kg: decimal({ label: text('Weight (kg)', 'الوزن (كغ)'), min: 0, max: 700, unit: 'kg' }),
		body_fat_pct: decimal({ label: text('Body fat (%)', 'دهون الجسم (%)'), min: 0, max: 100, unit: '%' }),
		activity: choice({
			label: text('Activity', 'النشاط'),
			choices: [
				{ value: 'inactive', label: text('Inactive', 'خامل') },
				{ value: 'low_active', label: text('Low active', 'قليل النشاط') },
				{ value: 'active', label: text('Active', 'نشيط') },
				{ value: 'very_active', label: text('Very active', 'نشيط جدا') },
			],
		}),
		goal: choice({
			label: text('Goal', 'الهدف'),
			choices: [
				{ value: 'lose', label: text('Lose weight', 'إنقاص الوزن') },
				{ value: 'maintain', label: text('Keep weight', 'الحفاظ على الوزن') },
				{ value: 'gain', label: text('Gain weight', 'زيادة الوزن') },
			],
		}),
		pace: choice({
			label: text('Pace', 'الوتيرة'),
			choices: [
				{ value: 'gentle', label: text('Gentle', 'لطيفة') },
				{ value: 'standard', label: text('Standard', 'معتادة') },
				{ value: 'fast', label: text('Fast', 'سريعة') },
			],
		}),
		goal_weight_kg: decimal({
			label: text('Goal weight (kg)', 'الوزن المستهدف (كغ)'),
			min: 0,
			max: 700,
			unit: 'kg',
		}),
		diet: string({ label: text('Diet', 'النظام الغذائي'), maxLength: 64 }),
		timezone: string({ label: text('Time zone', 'المنطقة الزمنية'), maxLength: 64 }),
		locale: choice({
			label: text('Language', 'اللغة'),
			choices: [
				{ value: 'en', label: text('English', 'الإنجليزية') },
				{ value: 'ar', label: text('Arabic', 'العربية') },
			],
		}),
		units: choice({
			label: text('Units', 'الوحدات'),
			choices: [
				{ value: 'metric', label: text('Metric', 'مترية') },
				{ value: 'us', label: text('US', 'أمريكية') },
			],
			defaultValue: 'metric',
		}).required,
		fasting_preset: reference({
			label: text('Fasting preset', 'نمط الصيام'),
			to: 'fasting_presets',
			template: '{{name_en}} · {{name_ar}}',
		}),
		plan_start: date({ label: text('Plan begins', 'بداية الخطة') }),
		health: section({ label: text('Health', 'الصحة'), icon: 'health_and_safety' }),
		pregnant: flag('Pregnant', 'حامل', 'health'),
		lactating: flag('Breastfeeding', 'مرضع', 'health'),
		eating_disorder: flag('Eating disorder', 'اضطراب أكل', 'health'),
		kidney_disease: flag('Kidney disease', 'مرض كلوي', 'health'),
		version: integer.required({ label: text('Version', 'النسخة'), hidden: true, defaultValue: 1 }),
		...timestamps,
	},
	indexes: [{ columns: ['goal'] }, { columns: ['birth_date'] }],
});

export const mealLogs = collection({
	name: 'meal_logs',
	audience: 'private',
	label: text('Meal logs', 'سجل الوجبات'),
	singular: text('Meal log', 'وجبة'),
	note: text('What a person ate, with the nutrition of that moment.', 'ما أكله الشخص، بقيمه الغذائية حينها.'),
	icon: 'restaurant',
	group: 'bebetter_people',
	displayTemplate: '{{name_en}} · {{kcal}}',
	list: {
		columns: { eaten_at: 140, user: 170, meal: 120, name_en: 150, kcal: 120 },
		sort: '-eaten_at',
	},
	fields: {
		id,
		user: owner(),
		client_id: clientId,
		client_digest: clientDigest,
		eaten_at: timestamp.required({ label: text('Eaten at', 'وقت الأكل') }),
		local_date: date.required({ label: text('Local date', 'التاريخ المحلي') }),
		meal: choice({
			label: text('Meal', 'الوجبة'),
			choices: [
				{ value: 'breakfast', label: text('Breakfast', 'فطور') },
				{ value: 'lunch', label: text('Lunch', 'غداء') },
				{ value: 'dinner', label: text('Dinner', 'عشاء') },
				{ value: 'snack', label: text('Snack', 'وجبة خفيفة') },
				{ value: 'suhoor', label: text('Suhoor', 'سحور') },
				{ value: 'iftar', label: text('Iftar', 'إفطار') },
			],
		}),
		food: reference({ label: text('Food', 'الطعام'), to: 'foods', template: '{{name_en}}' }),
		recipe: reference({ label: text('Recipe', 'الوصفة'), to: 'recipes', template: '{{title_en}}' }),
		grams: decimal({ label: text('Weight (g)', 'الوزن (غ)'), min: 0, unit: 'g' }),
		servings: decimal({ label: text('Servings', 'الحصص'), min: 0 }),
		...pair('name', text('Name', 'الاسم')),
		...nutritionFacts('nutrition', text('Nutrition as logged', 'القيم الغذائية كما سُجلت')),
		incomplete: json({
			label: text('Partly known', 'معروف جزئيا'),
			note: text(
				'Nutrients of which an ingredient says nothing; their values are too small.',
				'عناصر لا يذكرها أحد المكوّنات، فقيمها أقل من الحقيقة.',
			),
			shape: strings,
			group: 'nutrition',
		}),
		note: longText({ label: text('Note', 'ملاحظة') }),
		version: integer.required({ label: text('Version', 'النسخة'), hidden: true, defaultValue: 1 }),
		...timestamps,
	},
	indexes: [
		{ columns: ['user', 'local_date'] },
		{ columns: ['user', 'client_id'], unique: true },
		{ columns: ['user', 'eaten_at', 'id'] },
	],
});

export const pantry = collection({
	name: 'pantry',
	audience: 'private',
	label: text('Pantry', 'المؤونة'),
	singular: text('Pantry item', 'صنف في المؤونة'),
	note: text('What a person has at home.', 'ما لدى الشخص في البيت.'),
	icon: 'kitchen',
	group: 'bebetter_people',
	displayTemplate: '{{food.name_en}} {{grams}} g',
	list: { columns: { user: 210, food: 210, grams: 120, expires_on: 150 }, sort: 'expires_on' },
	fields: {
		id,
		user: owner(),
		client_id: clientId,
		client_digest: clientDigest,
		food: reference({ label: text('Food', 'الطعام'), to: 'foods', template: '{{name_en}}' }),
		name: string({ label: text('Name', 'الاسم') }),
		grams: decimal({ label: text('Weight (g)', 'الوزن (غ)'), min: 0, unit: 'g' }),
		expires_on: date({ label: text('Expires on', 'تاريخ الانتهاء') }),
		version: integer.required({ label: text('Version', 'النسخة'), hidden: true, defaultValue: 1 }),
		...timestamps,
	},
	indexes: [{ columns: ['user', 'expires_on'] }, { columns: ['user', 'client_id'], unique: true }],
});

const count = (en: string, ar: string) => integer.required({ label: text(en, ar), min: 0, defaultValue: 0 });
const measure = (en: string, ar: string) => decimal({ label: text(en, ar) });

export const insights = collection({
	name: 'insights',
	audience: 'private',
	label: text('Fasting insights', 'نتائج الصيام'),
	singular: text('Insight', 'نتيجة'),
	note: text(
		'Fasting statistics by person and day, computed each night.',
		'إحصاءات الصيام لكل شخص ويوم، تُحسب كل ليلة.',
	),
	icon: 'insights',
	group: 'bebetter_people',
	displayTemplate: '{{user.email}} · {{as_of}} · {{window}}',
	list: {
		columns: { as_of: 120, user: 180, window: 85, completed_fasts: 155, current_streak: 150 },
		sort: '-as_of',
	},
	fields: {
		id,
		user: owner(),
		metric: string.required({ label: text('Metric', 'المقياس'), maxLength: 32, defaultValue: 'fasting' }),
		as_of: date.required({ label: text('As of', 'حتى تاريخ') }),
		window: integer.required({ label: text('Days', 'عدد الأيام'), min: 1, max: 366 }),
		completed_fasts: count('Completed fasts', 'صيامات مكتملة'),
		logged_fasts: count('Logged fasts', 'صيامات مسجلة'),
		total_hours: decimal.required({ label: text('Total hours', 'مجموع الساعات'), defaultValue: 0 }),
		avg_hours: measure('Average hours', 'متوسط الساعات'),
		longest_hours: measure('Longest hours', 'أطول صيام'),
		completion_rate_pct: measure('Completion (%)', 'نسبة الإكمال (%)'),
		adherence_pct: measure('Adherence (%)', 'نسبة الالتزام (%)'),
		avg_eating_window_hours: measure('Average eating window', 'متوسط نافذة الأكل'),
		current_streak: count('Current streak', 'السلسلة الحالية'),
		best_streak: count('Best streak', 'أفضل سلسلة'),
		quality: json({ label: text('Data quality', 'جودة البيانات'), shape: z.record(z.string(), z.number()) }),
		definition_version: integer.required({ label: text('Definition', 'إصدار التعريف'), defaultValue: 1 }),
		computed_at: timestamp.required({ label: text('Computed at', 'وقت الحساب') }),
	},
	indexes: [{ columns: ['user', 'metric', 'window', 'as_of'], unique: true }],
});

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
			shape: z.record(z.string(), z.json()),
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
