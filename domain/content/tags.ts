import type { Message, Problem } from '../problem.ts';
import { errorAt } from '../problem.ts';
import { nearestName } from '../text/nearest.ts';

export interface NutritionTag {
	tag: string;
	label: Message;
}

/** The tags that foods, recipes and videos may carry, in the order editors see them. */
export const nutritionTags: readonly NutritionTag[] = [
	tag('high_protein', 'High protein', 'عالي البروتين'),
	tag('low_carb', 'Low carb', 'قليل الكربوهيدرات'),
	tag('low_fat', 'Low fat', 'قليل الدهون'),
	tag('high_fibre', 'High fibre', 'غني بالألياف'),
	tag('low_sodium', 'Low sodium', 'قليل الصوديوم'),
	tag('low_sugar', 'Low sugar', 'قليل السكر'),
	tag('low_calorie', 'Low calorie', 'قليل السعرات'),
	tag('whole_grain', 'Whole grain', 'حبوب كاملة'),
	tag('vegetarian', 'Vegetarian', 'نباتي'),
	tag('vegan', 'Vegan', 'نباتي صرف'),
	tag('gluten_free', 'Gluten free', 'خالٍ من الغلوتين'),
	tag('lactose_free', 'Lactose free', 'خالٍ من اللاكتوز'),
	tag('nut_free', 'Nut free', 'خالٍ من المكسرات'),
	tag('halal', 'Halal', 'حلال'),
	tag('keto', 'Keto', 'كيتو'),
	tag('mediterranean', 'Mediterranean', 'متوسطي'),
	tag('suhoor', 'Suhoor', 'سحور'),
	tag('iftar', 'Iftar', 'إفطار رمضان'),
	tag('breakfast', 'Breakfast', 'فطور'),
	tag('lunch', 'Lunch', 'غداء'),
	tag('dinner', 'Dinner', 'عشاء'),
	tag('snack', 'Snack', 'وجبة خفيفة'),
	tag('quick', 'Quick', 'سريع التحضير'),
	tag('budget', 'Budget', 'اقتصادي'),
];

const KNOWN_TAGS: ReadonlySet<string> = new Set(nutritionTags.map((known) => known.tag));

export function isKnownTag(value: unknown): boolean {
	return typeof value === 'string' && KNOWN_TAGS.has(value);
}

/** Checks a list of tags; an empty column is fine. Pointers name the entry at fault. */
export function checkTags(value: unknown, field: string): Problem[] {
	if (value === null || value === undefined) return [];
	if (!Array.isArray(value)) {
		return [
			errorAt(field, 'TAGS_NOT_A_LIST', {
				en: 'Tags must be a list. Choose them again from the tags offered.',
				ar: 'يجب أن تكون الوسوم قائمة. أعد اختيارها من الوسوم المتاحة.',
			}),
		];
	}
	return value.flatMap((entry: unknown, index) => {
		const pointer = `/${index}`;
		if (!isKnownTag(entry)) return [unknownTag(entry, field, pointer)];
		return value.indexOf(entry) < index ? [repeatedTag(String(entry), field, pointer)] : [];
	});
}

function tag(name: string, en: string, ar: string): NutritionTag {
	return { tag: name, label: { en, ar } };
}

function unknownTag(entry: unknown, field: string, pointer: string): Problem {
	const shown = typeof entry === 'string' ? entry.slice(0, 40) : String(JSON.stringify(entry)).slice(0, 40);
	const nearest =
		typeof entry === 'string' ? nearestName(entry.replaceAll(/[\s-]+/g, '_'), KNOWN_TAGS) : null;
	const hint = nearest
		? { en: ` Did you mean “${nearest}”?`, ar: ` هل تقصد «${nearest}»؟` }
		: { en: ' Choose one from the list.', ar: ' اختر وسمًا من القائمة.' };
	return errorAt(
		field,
		'TAG_UNKNOWN',
		{ en: `“${shown}” is not a known tag.${hint.en}`, ar: `«${shown}» ليس وسمًا معروفًا.${hint.ar}` },
		pointer,
	);
}

function repeatedTag(name: string, field: string, pointer: string): Problem {
	return errorAt(
		field,
		'TAG_REPEATED',
		{ en: `The tag “${name}” is there twice. Remove one.`, ar: `الوسم «${name}» مكرر. احذف أحدهما.` },
		pointer,
	);
}
