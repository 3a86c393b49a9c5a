import {
	choice,
	decimal,
	integer,
	longText,
	manyOf,
	reference,
	section,
	signature,
	stamp,
	string,
	uuidKey,
} from '../model/field.ts';
import { text } from '../model/text.ts';
import { nutritionTags } from '../../domain/content/tags.ts';

const bothLanguages = text(
	'Write it in both languages, each in its own script.',
	'اكتبه باللغتين، كل لغة بحروفها.',
);

/** Draft, published, archived. Only published rows are served. */
export const status = choice({
	label: text('Status', 'الحالة'),
	note: text('Only published items reach the app.', 'لا يصل إلى التطبيق إلا المنشور.'),
	choices: [
		{ value: 'draft', label: text('Draft', 'مسودة'), tone: 'quiet' },
		{ value: 'published', label: text('Published', 'منشور'), tone: 'good' },
		{ value: 'archived', label: text('Archived', 'مؤرشف'), tone: 'warning' },
	],
	defaultValue: 'draft',
	options: { allowNone: false },
}).required;

export const sort = integer({ label: text('Order', 'الترتيب'), hidden: true });

export const slug = string.required({
	label: text('Slug', 'المعرّف النصي'),
	note: text(
		'Its name in addresses; apps keep it, so change it rarely.',
		'اسمه في الروابط؛ تحتفظ به التطبيقات فلا تغيّره إلا نادرا.',
	),
	rule: text(
		'Small Latin letters, digits and single hyphens, and not used by another item, for example “lentil-soup”.',
		'حروف لاتينية صغيرة وأرقام وشرطات مفردة، ولا يستخدمه عنصر آخر، مثل lentil-soup.',
	),
	maxLength: 80,
	unique: true,
	options: { slug: true, placeholder: 'lentil-soup' },
});

/** Who made and changed the row, and when; Directus fills these. */
export const authorship = {
	user_created: signature('user-created', text('Created by', 'أنشأه')),
	date_created: stamp('date-created', text('Created on', 'تاريخ الإنشاء')),
	user_updated: signature('user-updated', text('Changed by', 'عدّله')),
	date_updated: stamp('date-updated', text('Changed on', 'تاريخ التعديل')),
};

/** The beginning of every content collection. */
export const contentKeys = {
	id: uuidKey(text('ID', 'المعرّف')),
	status,
	sort,
	slug,
};

/** A short text in both languages, side by side. */
export function pair<const Name extends string>(name: Name, label: { en: string; ar: string }) {
	return {
		[`${name}_en`]: string({
			label: text(`${label.en} (English)`, `${label.ar} (بالإنجليزية)`),
			rule: bothLanguages,
		}),
		[`${name}_ar`]: string({
			label: text(`${label.en} (Arabic)`, `${label.ar} (بالعربية)`),
			rule: bothLanguages,
		}),
	} as { [K in `${Name}_${'en' | 'ar'}`]: ReturnType<typeof string> };
}

/** A longer text in both languages. */
export function longPair<const Name extends string>(
	name: Name,
	label: { en: string; ar: string },
	note?: { en: string; ar: string },
) {
	const common = { rule: bothLanguages, width: 'half' as const, ...(note && { note }) };
	return {
		[`${name}_en`]: longText({
			label: text(`${label.en} (English)`, `${label.ar} (بالإنجليزية)`),
			...common,
		}),
		[`${name}_ar`]: longText({
			label: text(`${label.en} (Arabic)`, `${label.ar} (بالعربية)`),
			...common,
		}),
	} as { [K in `${Name}_${'en' | 'ar'}`]: ReturnType<typeof longText> };
}

export const image = (label = text('Image', 'الصورة')) =>
	reference({ label, to: 'directus_files', width: 'full' });

export const tags = manyOf({
	label: text('Tags', 'الوسوم'),
	note: text('Apps filter by these.', 'تصفّي التطبيقات بها.'),
	rule: text('Choose only tags from the list.', 'اختر وسوما من القائمة فقط.'),
	choices: nutritionTags.map(({ tag, label }) => ({ value: tag, label })),
});

export const httpsUrl = (label: { en: string; ar: string }, note?: { en: string; ar: string }) =>
	string({
		label,
		...(note && { note }),
		rule: text('A full address that begins with https://.', 'عنوان كامل يبدأ بـ https://.'),
		maxLength: 2000,
		width: 'full',
		options: { iconLeft: 'link', placeholder: 'https://' },
		display: 'formatted-value',
		displayOptions: { format: false },
	});

const grams = (en: string, ar: string, group: string) =>
	decimal({ label: text(en, ar), min: 0, unit: 'g', group });

/** Nutrition facts; an empty value means unknown, which is not zero. */
export const nutritionFacts = (group: string, heading: { en: string; ar: string }) => ({
	[group]: section({
		label: heading,
		icon: 'nutrition',
	}),
	kcal: decimal({
		label: text('Energy (kcal)', 'الطاقة (سعرة)'),
		note: text('Empty means unknown, not zero, here and below.', 'الفارغ هنا وأدناه يعني غير معروف لا صفرا.'),
		rule: text(
			'Between 0 and 902 kcal, and in keeping with protein, carbohydrate and fat.',
			'بين 0 و902 سعرة، ومتوافقة مع البروتين والكربوهيدرات والدهون.',
		),
		min: 0,
		unit: 'kcal',
		group,
	}),
	protein_g: grams('Protein (g)', 'البروتين (غ)', group),
	carb_g: grams('Carbohydrate (g)', 'الكربوهيدرات (غ)', group),
	fat_g: grams('Fat (g)', 'الدهون (غ)', group),
	fibre_g: grams('Fibre (g)', 'الألياف (غ)', group),
	sugar_g: grams('Sugars (g)', 'السكريات (غ)', group),
	sat_fat_g: grams('Saturated fat (g)', 'الدهون المشبعة (غ)', group),
	sodium_mg: decimal({ label: text('Sodium (mg)', 'الصوديوم (ملغ)'), min: 0, unit: 'mg', group }),
});

/** Puts declared fields into a section of the form. */
export function grouped<F extends Record<string, { meta: { group: string | null } }>>(
	fields: F,
	group: string,
): F {
	return Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [name, { ...field, meta: { ...field.meta, group } }]),
	) as F;
}

/** The section with what people read and see about an item, after the facts that make it right. */
export const presentation = <F extends Record<string, { meta: { group: string | null } }>>(fields: F) => ({
	presentation: section({ label: text('How the app shows it', 'كيف يعرضه التطبيق'), icon: 'palette' }),
	...grouped(fields, 'presentation'),
});
