import type { Collection } from '../model/collection.ts';
import type { Text } from '../model/text.ts';
import { studioLanguages } from '../model/text.ts';
import { text } from '../model/text.ts';
import { collectionList, groups } from '../collections/index.ts';

/** One text of the Studio that Directus looks up by key, in one language. */
export interface TranslationRow {
	readonly key: string;
	readonly language: string;
	readonly value: string;
}

/** Keys are flat, because Directus would read a dot as a path. */
export const noteKey = (collection: string, field?: string): string =>
	['bebetter', collection, field, 'note'].filter(Boolean).join('_');
export const ruleKey = (collection: string, field: string): string => `bebetter_${collection}_${field}_rule`;
export const choiceKey = (collection: string, field: string, value: string | number): string =>
	`bebetter_${collection}_${field}_choice_${value}`;

export const translated = (key: string): string => `$t:${key}`;

/** Directus has no words of its own at a field for a refusal that comes from our hooks. */
export const seeAboveKey = 'bebetter_see_above';

/** The options of the operation that computes targets. */
const recomputeWords: Record<string, Text> = {
	bebetter_recompute_whose: text('Whose', 'لمن'),
	bebetter_recompute_trigger: text('The profiles that were saved', 'أصحاب الملفات التي حُفظت'),
	bebetter_recompute_all: text('Everybody', 'الجميع'),
	bebetter_recompute_all_note: text(
		'Otherwise the people whose profile the trigger names; everybody when the trigger is a saved goal.',
		'وإلا فأصحاب الملفات التي يذكرها المشغّل؛ والجميع حين يكون المشغّل حفظ إحدى الغايات.',
	),
};

/** The options of the operations of the nightly flow. */
const housekeepingWords: Record<string, Text> = {
	bebetter_aggregate_date: text('Up to', 'حتى'),
	bebetter_aggregate_date_empty: text('Yesterday, where each person lives', 'الأمس حيث يعيش كل شخص'),
	bebetter_aggregate_date_note: text(
		'The last date that counts, the same for everybody. Empty: the last one that is over where a person lives.',
		'آخر تاريخ محسوب وهو نفسه للجميع. فارغ: آخر يوم انتهى حيث يعيش الشخص.',
	),
	bebetter_archive_date: text('Received before', 'ما وصل قبل'),
	bebetter_archive_date_empty: text('As old as the configuration says', 'بالعمر المحدد في الإعدادات'),
	bebetter_archive_date_note: text(
		'Events of earlier days (UTC) go. Empty: those older than BEBETTER_EVENTS_KEEP_DAYS.',
		'تُنقل أحداث الأيام السابقة. فارغ: ما هو أقدم من ‎BEBETTER_EVENTS_KEEP_DAYS‎.',
	),
	bebetter_verify_which: text('What to run', 'ما يُشغَّل'),
	bebetter_verify_fail: text('Errors fail this step', 'الأخطاء تُفشل هذه الخطوة'),
	bebetter_verify_fail_note: text(
		'On, the flow goes on at the rejecting end when there are errors. Off, it goes on with the findings.',
		'عند التفعيل يتابع المسار من طرف الرفض إن وُجدت أخطاء، وإلا تابع ومعه النتائج.',
	),
	bebetter_wait_minutes: text('Wait (minutes)', 'الانتظار (دقائق)'),
	bebetter_wait_minutes_note: text(
		'How long the flow waits for the job. The job goes on without it.',
		'مدة انتظار التدفق للمهمة، وهي تكتمل من دونه.',
	),
};

/** The options of the operation that purges. */
const purgeWords: Record<string, Text> = {
	bebetter_purge_what: text('What', 'ماذا'),
	bebetter_purge_everything: text('Everything', 'كل شيء'),
	bebetter_purge_trigger: text('What the trigger says changed', 'ما يقول المشغّل إنه تغيّر'),
	bebetter_purge_collections: text('Collections', 'المجموعات'),
	bebetter_purge_collections_note: text(
		'Leave collections, tags and addresses empty to purge what the trigger says changed.',
		'اترك المجموعات والوسوم والعناوين فارغة لمسح ما يقول المشغّل إنه تغيّر.',
	),
	bebetter_purge_tags: text('Tags', 'الوسوم'),
	bebetter_purge_tags_note: text(
		'foods is a whole collection, foods:ID one item.',
		'‎foods‎ مجموعة كاملة، و‎foods:ID‎ عنصر واحد.',
	),
	bebetter_purge_urls: text('Addresses', 'العناوين'),
	bebetter_purge_urls_note: text(
		'Public addresses such as /mobile/foods/oats.',
		'عناوين عامة مثل ‎/mobile/foods/oats‎.',
	),
	bebetter_purge_all: text('Everything', 'كل شيء'),
	bebetter_purge_all_note: text('After restoring a backup, for example.', 'بعد استعادة نسخة احتياطية مثلا.'),
	bebetter_purge_cdn: text('Wait for the CDN', 'انتظار شبكة التوزيع'),
	bebetter_purge_cdn_note: text(
		'Its answer is in the receipt. It is told of every publish in any case.',
		'يظهر ردها في الإيصال، وهي تُبلَّغ بكل نشر على أي حال.',
	),
	bebetter_purge_cache_control: text('Cache-Control from now on', 'تعليمات التخزين من الآن'),
	bebetter_purge_cache_control_note: text(
		'For the collections that are purged. Empty: stays as it is in the app settings.',
		'للمجموعات التي تُمسح. فارغ: يبقى كما في إعدادات التطبيق.',
	),
};

/** Words used inside interface options, where a declaration has no place of its own for them. */
const sharedWords: Record<string, Text> = {
	[seeAboveKey]: text('See the message at the top.', 'انظر الرسالة في أعلى الصفحة.'),
	bebetter_platform: text('Platform', 'المنصة'),
	bebetter_platform_all: text('All', 'الكل'),
	bebetter_versions: text('Versions', 'الإصدارات'),
	bebetter_reason_en: text('Reason (English)', 'السبب (بالإنجليزية)'),
	bebetter_reason_ar: text('Reason (Arabic)', 'السبب (بالعربية)'),
	bebetter_property_name: text('Name', 'الاسم'),
	bebetter_property_type: text('Type', 'النوع'),
	bebetter_property_required: text('Always there', 'موجودة دائما'),
	bebetter_property_values: text('Values of a choice', 'قيم الاختيار'),
	bebetter_property_type_identifier: text('Name or id of something', 'اسم شيء أو معرّفه'),
	bebetter_property_type_choice: text('One of some words', 'إحدى كلمات محددة'),
	bebetter_property_type_integer: text('Whole number', 'عدد صحيح'),
	bebetter_property_type_number: text('Number', 'رقم'),
	bebetter_property_type_boolean: text('Yes or no', 'نعم أو لا'),
	...purgeWords,
	...recomputeWords,
	...housekeepingWords,
};

/** Every text that the Studio resolves by key: notes, rules and the names of choices. */
export function studioTranslations(): TranslationRow[] {
	const words: [string, Text][] = Object.entries(sharedWords);

	for (const group of groups) words.push([noteKey(group.name), group.note]);
	for (const collection of collectionList) words.push(...wordsOf(collection));

	return words.flatMap(([key, { en, ar }]) => [
		{ key, language: studioLanguages.en, value: en },
		{ key, language: studioLanguages.ar, value: ar },
	]);
}

function wordsOf(collection: Collection): [string, Text][] {
	const words: [string, Text][] = [[noteKey(collection.name), collection.note]];

	for (const [name, field] of Object.entries(collection.fields)) {
		if (field.note) words.push([noteKey(collection.name, name), field.note]);
		if (field.rule) words.push([ruleKey(collection.name, name), field.rule]);
		for (const { value, label } of field.choices ?? [])
			words.push([choiceKey(collection.name, name, value), label]);
	}

	return words;
}
