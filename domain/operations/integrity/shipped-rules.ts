import type { Message } from '../../problem.ts';
import type { Check, CheckOf } from './check.ts';
import type { Condition } from './condition.ts';
import type { AnyCheck, Fixer, Rule } from './rule.ts';

const published: Condition[] = [{ column: 'status', op: 'eq', value: 'published' }];

interface More {
	readonly severity?: Rule['severity'];
	readonly fixers?: readonly Fixer[];
}

const rule = (id: string, check: AnyCheck, title: Message, remedy: Message, more: More = {}): Rule => ({
	id: `bebetter.${id}`,
	severity: more.severity ?? 'error',
	title,
	remedy,
	fixers: [...(more.fixers ?? [])],
	check,
});

const keepNewest: Message = {
	en: 'Keep the newest of them, as the fixer does.',
	ar: 'أبقِ الأحدث منها، كما يفعل الإصلاح.',
};
const openAndCorrect: Message = {
	en: 'Open each item, correct it and save; the message at the field says how.',
	ar: 'افتح كل عنصر وصححه واحفظه؛ والرسالة عند الحقل تبين كيف.',
};

/** Texts that apps show, in each collection of content. */
const texts: Readonly<Record<string, readonly string[]>> = {
	foods: ['name'],
	recipes: ['title', 'steps'],
	videos: ['title'],
	fasting_presets: ['name'],
	goal_defaults: ['name'],
	brands_links: ['name'],
};

const bothLanguages = Object.entries(texts).map(([collection, names]) =>
	rule(
		`both-languages.${collection}`,
		{
			kind: 'required_pair',
			collection,
			where: published,
			columns: names.flatMap((name) => [`${name}_en`, `${name}_ar`]),
			need: 'all',
		},
		{ en: 'Published without its text in both languages', ar: 'منشور دون نصه باللغتين' },
		{ en: 'Write the missing language, or unpublish it.', ar: 'اكتب اللغة الناقصة، أو ألغِ نشره.' },
	),
);

const slugs = Object.keys(texts).map((collection) =>
	rule(
		`unique-slug.${collection}`,
		{
			kind: 'unique',
			collection,
			where: [{ column: 'status', op: 'neq', value: 'archived' }],
			columns: ['slug'],
			ignore_case: true,
			ignore_spaces: true,
		},
		{
			en: 'Slugs that differ only in capitals or spaces',
			ar: 'معرّفات نصية لا تختلف إلا بحالة الأحرف أو المسافات',
		},
		{
			en: 'Give one of them another slug; archive the one nobody needs.',
			ar: 'غيّر معرّف أحدها، أو أرشِف ما لا يُحتاج إليه.',
		},
		{ fixers: [{ action: 'set', values: { status: 'archived' } }] },
	),
);

const httpsAddresses = ['videos', 'brands_links'].map((collection) =>
	rule(
		`https-url.${collection}`,
		{
			kind: 'forbidden',
			collection,
			where: [...published, { column: 'url', op: 'nstarts_with', value: 'https://' }],
		},
		{ en: 'Published without an address that begins with https://', ar: 'منشور دون رابط يبدأ بـ https://' },
		{ en: 'Enter the full address, or unpublish it.', ar: 'أدخل الرابط كاملا، أو ألغِ نشره.' },
	),
);

/** Keys under which screens name content, and the action that does. */
const screenReferences: readonly [name: string, collection: string, path: string[], action?: string][] = [
	['recipes', 'recipes', ['**', 'recipes']],
	['open-recipe', 'recipes', ['**', 'slug'], 'open_recipe'],
	['videos', 'videos', ['**', 'videos']],
	['open-video', 'videos', ['**', 'slug'], 'open_video'],
	['foods', 'foods', ['**', 'suggested']],
	['open-food', 'foods', ['**', 'slug'], 'open_food'],
	['presets', 'fasting_presets', ['**', 'presets']],
	['default-preset', 'fasting_presets', ['**', 'default_preset']],
	['highlighted-preset', 'fasting_presets', ['**', 'highlighted']],
	['start-fast', 'fasting_presets', ['**', 'preset'], 'start_fast'],
];

const screens = screenReferences.map(([name, parent, path, action]) =>
	rule(
		`screen-reference.${name}`,
		{
			kind: 'json_reference',
			collection: 'sdui_screens',
			where: published,
			column: 'payload_json',
			path,
			...(action && { beside: { key: 'type', value: action } }),
			parent: { collection: parent, column: 'slug', where: published },
		} satisfies CheckOf<'json_reference'>,
		{
			en: `A live screen names an item of ${parent} that is not published`,
			ar: `شاشة حية تذكر عنصرا غير منشور من ${parent}`,
		},
		{
			en: 'Publish the item again, or take it out of the screen. Apps leave out what they do not find.',
			ar: 'أعد نشر العنصر، أو احذفه من الشاشة. تتجاهل التطبيقات ما لا تجده.',
		},
		{ severity: 'warning' },
	),
);

const within = (
	id: string,
	check: Omit<CheckOf<'range'>, 'kind' | 'empty'> & Partial<Pick<CheckOf<'range'>, 'empty'>>,
	title: Message,
	more?: More,
): Rule => rule(id, { kind: 'range', empty: 'ignore', ...check }, title, openAndCorrect, more);

const figures: readonly Rule[] = [
	within(
		'fasting-hours',
		{ collection: 'fasting_presets', where: [], columns: ['fasting_hours'], min: 0, max: 24 },
		{ en: 'Fasting hours outside 0 to 24', ar: 'ساعات صيام خارج 0 إلى 24' },
	),
	within(
		'fasting-day',
		// Hours are stored to the minute, which is no finite decimal.
		{
			collection: 'fasting_presets',
			where: [],
			columns: ['fasting_hours', 'eating_hours'],
			min: 23.98,
			max: 24.02,
		},
		{ en: 'Fasting and eating hours do not add up to 24', ar: 'ساعات الصيام والأكل لا تساوي 24' },
	),
	within(
		'food-energy',
		{ collection: 'foods', where: published, columns: ['kcal'], min: 0, max: 902 },
		{ en: 'Energy of 100 g that no food has', ar: 'طاقة لكل 100 غ لا توجد في طعام' },
	),
	within(
		'recipe-servings',
		{ collection: 'recipes', where: published, columns: ['servings'], min: 1, empty: 'report' },
		{ en: 'A recipe for less than one serving', ar: 'وصفة لأقل من حصة' },
	),
	within(
		'ingredient-weight',
		{ collection: 'recipe_ingredients', where: [], columns: ['grams'], min: 0.001, empty: 'report' },
		{ en: 'An ingredient without a weight', ar: 'مكوّن بلا وزن' },
	),
	within(
		'target-energy',
		{
			collection: 'user_targets',
			where: [{ column: 'status', op: 'eq', value: 'ok' }],
			columns: ['target_kcal'],
			min: 800,
			max: 10_000,
			empty: 'report',
		},
		{ en: 'A daily target outside 800 to 10000 kcal', ar: 'هدف يومي خارج 800 إلى 10000 سعرة' },
		{ severity: 'warning' },
	),
	within(
		'insight-hours',
		{ collection: 'insights', where: [], columns: ['longest_hours'], min: 0, max: 744 },
		{ en: 'A longest fast that no period can hold', ar: 'أطول صيام لا تتسع له أي فترة' },
		{ severity: 'warning' },
	),
	rule(
		'goal-pace',
		{
			kind: 'order',
			collection: 'goal_defaults',
			where: [],
			low: 'pace_gentle',
			high: 'pace_fast',
			equal: true,
			empty: 'ignore',
		},
		{ en: 'The gentle pace is faster than the fast one', ar: 'الوتيرة اللطيفة أسرع من السريعة' },
		openAndCorrect,
	),
];

const counts: readonly Rule[] = [
	rule(
		'one-current-target',
		{
			kind: 'max_per_group',
			collection: 'user_targets',
			where: [{ column: 'superseded_at', op: 'null' }],
			columns: ['user'],
			most: 1,
			keep: { column: 'effective_date', which: 'last' },
		},
		{ en: 'More than one current target of a person', ar: 'أكثر من هدف حالي لشخص واحد' },
		keepNewest,
		{ fixers: [{ action: 'set', values: { superseded_at: '$now' } }] },
	),
	rule(
		'one-insight',
		{
			kind: 'max_per_group',
			collection: 'insights',
			where: [],
			columns: ['user', 'metric', 'window', 'as_of'],
			most: 1,
			keep: { column: 'computed_at', which: 'last' },
		},
		{ en: 'More than one insight of a person, period and day', ar: 'أكثر من نتيجة لشخص وفترة ويوم' },
		keepNewest,
		{ fixers: [{ action: 'delete' }] },
	),
	rule(
		'one-live-screen',
		{
			kind: 'max_per_group',
			collection: 'sdui_screens',
			where: published,
			columns: ['screen_key', 'goal', 'locale'],
			most: 1,
			keep: { column: 'revision', which: 'last' },
		},
		{ en: 'More than one live row of a screen, goal and language', ar: 'أكثر من صف حي لشاشة وهدف ولغة' },
		keepNewest,
		{ fixers: [{ action: 'set', values: { status: 'archived' } }] },
	),
	rule(
		'one-run-a-slot',
		{
			kind: 'unique',
			collection: 'job_runs',
			where: [],
			columns: ['name', 'slot'],
			ignore_case: false,
			ignore_spaces: false,
		} satisfies Check,
		{ en: 'A job is twice in the ledger for one slot', ar: 'مهمة مكررة في السجل لموعد واحد' },
		{
			en: 'The unique index of job_runs is missing; run "directus bebetter provision" and cancel one of the two.',
			ar: 'الفهرس الفريد لجدول job_runs مفقود؛ شغّل directus bebetter provision وألغِ إحداهما.',
		},
	),
	rule(
		'ended-jobs',
		{
			kind: 'order',
			collection: 'job_runs',
			where: [],
			low: 'started_at',
			high: 'finished_at',
			equal: true,
			empty: 'ignore',
		},
		{ en: 'A job ended before it began', ar: 'مهمة انتهت قبل أن تبدأ' },
		{
			en: 'The clock of the database went backwards; set it by NTP.',
			ar: 'رجعت ساعة قاعدة البيانات إلى الوراء؛ اضبطها عبر NTP.',
		},
		{ severity: 'warning' },
	),
	rule(
		'a-meal-has-a-name',
		{
			kind: 'forbidden',
			collection: 'meal_logs',
			where: [
				{ column: 'food', op: 'null' },
				{ column: 'recipe', op: 'null' },
				{ column: 'name_en', op: 'empty' },
				{ column: 'name_ar', op: 'empty' },
			],
		},
		{ en: 'A logged meal without food, recipe and name', ar: 'وجبة مسجلة بلا طعام ولا وصفة ولا اسم' },
		{
			en: 'Its food was deleted; the figures of the day stay right. Restore the food from a backup if it is needed.',
			ar: 'حُذف طعامها وتبقى أرقام اليوم صحيحة. استعد الطعام من نسخة احتياطية عند الحاجة.',
		},
		{ severity: 'warning' },
	),
];

/** Collections whose writes are held to rules in code; what is stored is held to the same. */
const ruled = [
	'foods',
	'recipes',
	'videos',
	'fasting_presets',
	'goal_defaults',
	'brands_links',
	'app_settings',
	'sdui_screens',
	'sdui_components',
];

const contentRules = ruled.map((collection) =>
	rule(
		`content-rules.${collection}`,
		{ kind: 'content_rules', collection },
		{ en: 'What is stored could not be saved in the Studio', ar: 'المحفوظ لا يمكن حفظه في الواجهة' },
		openAndCorrect,
	),
);

const unreferencedFiles = rule(
	'unreferenced-files',
	{ kind: 'unreferenced_files', collection: 'directus_files' },
	{
		en: 'A file of more than 30 days that nothing refers to',
		ar: 'ملف مضى عليه أكثر من 30 يوما ولا يشير إليه شيء',
	},
	{
		en: 'Open it, and delete it there if nobody needs it. Addresses of files that are kept outside, as in an app, are not known here.',
		ar: 'افتحه، واحذفه هناك إن لم يحتج إليه أحد. عناوين الملفات المحفوظة خارج النظام، كما في تطبيق، غير معروفة هنا.',
	},
	// None of these can do harm, and only a person knows whether it may go.
	{ severity: 'warning' },
);

/** What the bundle itself promises about its data. */
export const shippedRules: readonly Rule[] = [
	...bothLanguages,
	...slugs,
	...httpsAddresses,
	...figures,
	...counts,
	...screens,
	...contentRules,
	unreferencedFiles,
];
