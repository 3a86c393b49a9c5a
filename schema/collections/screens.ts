import { z } from 'zod';
import { anyJson } from '../../domain/any-json.ts';
import {
	boolean,
	choice,
	integer,
	json,
	longText,
	reference,
	section,
	signature,
	string,
	timestamp,
	uuidKey,
} from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text, type Text } from '../model/text.ts';
import { authorship, longPair, pair, sort, status } from './common.ts';

const screenKey = {
	label: text('Screen', 'الشاشة'),
	rule: text(
		'Small Latin letters, digits and underscores; one item for each screen, goal and language.',
		'حروف لاتينية صغيرة وأرقام وشرطات سفلية؛ عنصر واحد لكل شاشة وهدف ولغة.',
	),
	maxLength: 64,
};

const goal = {
	label: text('Goal', 'الهدف'),
	choices: [
		{ value: 'default', label: text('Everybody', 'الجميع') },
		{ value: 'lose', label: text('Lose weight', 'إنقاص الوزن') },
		{ value: 'maintain', label: text('Keep weight', 'الحفاظ على الوزن') },
		{ value: 'gain', label: text('Gain weight', 'زيادة الوزن') },
	],
	defaultValue: 'default',
} as const;

const locale = {
	label: text('Language', 'اللغة'),
	choices: [
		{ value: 'en', label: text('English', 'الإنجليزية') },
		{ value: 'ar', label: text('Arabic', 'العربية') },
	],
} as const;

const schemaVersion = {
	label: text('Schema version', 'إصدار المخطط'),
	note: text(
		'Apps that render only older versions keep their last good layout.',
		'التطبيقات التي لا تعرض إلا الإصدارات الأقدم تحتفظ بآخر تصميم صالح لها.',
	),
	rule: text(
		'A whole number from 1; at least that of the newest component used.',
		'عدد صحيح من 1، لا يقل عن إصدار أحدث مكوّن مستخدم.',
	),
	min: 1,
	max: 100000,
};

const floor = (en: string, ar: string, more: { note?: Text; width?: 'full' } = {}) =>
	string({
		label: text(en, ar),
		rule: text('A version such as 1.4.0, or empty.', 'إصدار مثل 1.4.0، أو فارغ.'),
		options: { placeholder: '1.4.0' },
		maxLength: 64,
		group: 'floors',
		...more,
	});

export const sduiScreens = collection({
	name: 'sdui_screens',
	audience: 'editorial',
	label: text('Screens', 'الشاشات'),
	singular: text('Screen', 'شاشة'),
	note: text(
		'The app’s screens: one live item for each screen, goal and language.',
		'شاشات التطبيق: عنصر حي واحد لكل شاشة وهدف ولغة.',
	),
	icon: 'phone_iphone',
	color: '#6644FF',
	group: 'bebetter_screens',
	displayTemplate: '{{screen_key}} · {{goal}} · {{locale}}',
	list: {
		columns: { screen_key: 120, goal: 135, locale: 110, min_app_version: 200, status: 105 },
		sort: 'sort',
	},
	fields: {
		id: uuidKey(text('ID', 'المعرّف')),
		status,
		sort,
		screen_key: string.required({ ...screenKey, options: { placeholder: 'home', slug: false } }),
		goal: choice(goal).required,
		locale: choice(locale).required,
		payload_json: json({
			label: text('Layout', 'التصميم'),
			note: text('The tree of components that the app renders.', 'شجرة المكوّنات التي يعرضها التطبيق.'),
			rule: text(
				'Must fit the component catalogue; the message above names each place.',
				'يجب أن يوافق دليل المكوّنات؛ الرسالة أعلاه تذكر كل موضع.',
			),
			shape: anyJson,
			required: true,
		}),
		schema_version: integer.required({ ...schemaVersion, defaultValue: 1 }),
		revision: integer.required({
			label: text('Revision', 'المراجعة'),
			note: text('Counts the releases of this screen.', 'عدد مرات نشر هذه الشاشة.'),
			readonly: true,
			defaultValue: 0,
		}),
		floors: section({
			label: text('Who must update first', 'من يلزمه التحديث أولا'),
			icon: 'system_update',
		}),
		min_app_version: floor('Minimum app version', 'أدنى إصدار للتطبيق', {
			width: 'full',
			note: text(
				'Older apps are asked to update before they see this screen.',
				'يُطلب من التطبيقات الأقدم التحديث قبل عرض هذه الشاشة.',
			),
		}),
		min_app_version_ios: floor('On iOS instead', 'على آيفون بدلا منه'),
		min_app_version_android: floor('On Android instead', 'على أندرويد بدلا منه'),
		release_note: longText({
			label: text('Note on this change', 'ملاحظة على التغيير'),
			note: text('Kept with the release.', 'تُحفظ مع الإصدار المنشور.'),
		}),
		...authorship,
	},
	indexes: [
		{ columns: ['screen_key', 'goal', 'locale'], unique: true },
		{ columns: ['status', 'screen_key'] },
	],
});

export const sduiReleases = collection({
	name: 'sdui_releases',
	audience: 'record',
	label: text('Releases', 'الإصدارات المنشورة'),
	singular: text('Release', 'إصدار منشور'),
	note: text(
		'Every published state of every screen; it never changes.',
		'كل حالة نُشرت لكل شاشة؛ لا تتغير أبدا.',
	),
	icon: 'history',
	group: 'bebetter_screens',
	displayTemplate: '{{screen_key}} · {{goal}} · {{locale}} · {{revision}}',
	list: {
		columns: { published_at: 145, screen_key: 105, goal: 130, locale: 105, revision: 95, published_by: 120 },
		sort: '-published_at',
	},
	revisions: false,
	fields: {
		id: uuidKey(text('ID', 'المعرّف')),
		screen: reference({
			label: text('Screen', 'الشاشة'),
			to: 'sdui_screens',
			onDelete: 'SET NULL',
			template: '{{screen_key}}',
			hidden: true,
		}),
		screen_key: string.required({ ...screenKey, readonly: true }),
		goal: choice({ ...goal, readonly: true }).required,
		locale: choice({ ...locale, readonly: true }).required,
		revision: integer.required({ label: text('Revision', 'المراجعة'), readonly: true, min: 1 }),
		schema_version: integer.required({ ...schemaVersion, readonly: true }),
		min_app_version: string({
			label: text('Minimum, every platform', 'الحد الأدنى، كل المنصات'),
			readonly: true,
			maxLength: 64,
		}),
		min_app_version_ios: string({
			label: text('Minimum, iOS', 'الحد الأدنى، آيفون'),
			readonly: true,
			maxLength: 64,
		}),
		min_app_version_android: string({
			label: text('Minimum, Android', 'الحد الأدنى، أندرويد'),
			readonly: true,
			maxLength: 64,
		}),
		payload_json: json({ label: text('Layout', 'التصميم'), shape: anyJson, readonly: true }),
		content_hash: string.required({
			label: text('Content hash', 'بصمة المحتوى'),
			readonly: true,
			hidden: true,
			maxLength: 64,
		}),
		release_note: longText({ label: text('Note', 'ملاحظة'), readonly: true }),
		published_at: timestamp.required({ label: text('Published on', 'تاريخ النشر'), readonly: true }),
		published_by: signature('user-created', text('Published by', 'نشره')),
	},
	indexes: [
		{ columns: ['screen_key', 'goal', 'locale', 'revision'], unique: true },
		{ columns: ['published_at'] },
	],
});

const readonlyFloor = (en: string, ar: string) =>
	string({ label: text(en, ar), readonly: true, maxLength: 64 });

export const sduiDrafts = collection({
	name: 'sdui_drafts',
	audience: 'record',
	label: text('Drafts', 'المسودات'),
	singular: text('Draft', 'مسودة'),
	note: text(
		'Changes of live screens that are not published yet; made on the page “Screens”.',
		'تغييرات على شاشات حية لم تُنشر بعد؛ تُحرَّر في صفحة «الشاشات».',
	),
	icon: 'edit_document',
	group: 'bebetter_screens',
	hidden: true,
	displayTemplate: '{{screen_key}} · {{goal}} · {{locale}}',
	list: {
		columns: { date_updated: 145, screen_key: 105, goal: 130, locale: 105, publish_at: 145 },
		sort: '-date_updated',
	},
	revisions: false,
	fields: {
		id: uuidKey(text('ID', 'المعرّف')),
		screen_key: string.required({ ...screenKey, readonly: true }),
		goal: choice({ ...goal, readonly: true }).required,
		locale: choice({ ...locale, readonly: true }).required,
		payload_json: json({ label: text('Layout', 'التصميم'), shape: anyJson, readonly: true }),
		schema_version: integer.required({ ...schemaVersion, readonly: true, defaultValue: 1 }),
		min_app_version: readonlyFloor('Minimum, every platform', 'الحد الأدنى، كل المنصات'),
		min_app_version_ios: readonlyFloor('Minimum, iOS', 'الحد الأدنى، آيفون'),
		min_app_version_android: readonlyFloor('Minimum, Android', 'الحد الأدنى، أندرويد'),
		base_revision: integer.required({
			label: text('Began with revision', 'بدأت من المراجعة'),
			readonly: true,
			min: 0,
			defaultValue: 0,
		}),
		version: integer.required({
			label: text('Saves', 'مرات الحفظ'),
			readonly: true,
			min: 1,
			defaultValue: 1,
		}),
		note: longText({ label: text('Note', 'ملاحظة'), readonly: true }),
		publish_at: timestamp({ label: text('To be published on', 'موعد النشر'), readonly: true }),
		publication: string({
			label: text('Publication', 'عملية النشر'),
			note: text('Drafts with the same one go out together.', 'المسودات التي تشترك فيها تُنشر معا.'),
			readonly: true,
			hidden: true,
			maxLength: 36,
		}),
		publish_as: signature('user-created', text('Published by', 'نشره')),
		confirmed_users: integer({
			label: text('Blocked users, as confirmed', 'المحجوبون حسب التأكيد'),
			readonly: true,
			hidden: true,
			min: 0,
		}),
		failure: json({
			label: text('Why it was not published', 'سبب عدم النشر'),
			shape: anyJson,
			readonly: true,
		}),
		...authorship,
	},
	indexes: [
		{ columns: ['screen_key', 'goal', 'locale'], unique: true },
		{ columns: ['publication'] },
		{ columns: ['publish_at'] },
	],
});

export const sduiComponents = collection({
	name: 'sdui_components',
	audience: 'editorial',
	label: text('Components', 'المكوّنات'),
	singular: text('Component', 'مكوّن'),
	note: text(
		'What screens may be built from, and what each part accepts.',
		'ما تُبنى منه الشاشات، وما يقبله كل جزء.',
	),
	icon: 'widgets',
	group: 'bebetter_screens',
	displayTemplate: '{{name_en}} · {{name_ar}} ({{type}})',
	list: {
		columns: { icon: 80, name_en: 170, name_ar: 150, type: 180, status: 105 },
		sort: 'sort',
	},
	fields: {
		id: uuidKey(text('ID', 'المعرّف')),
		status,
		sort,
		type: string.required({
			label: text('Type', 'النوع'),
			rule: text(
				'Small Latin letters, digits and underscores, used once.',
				'حروف لاتينية صغيرة وأرقام وشرطات سفلية، دون تكرار.',
			),
			maxLength: 64,
			unique: true,
		}),
		icon: string({
			label: text('Icon', 'الأيقونة'),
			interface: 'select-icon',
			display: 'icon',
			maxLength: 64,
		}),
		since_schema_version: integer.required({
			label: text('Since schema version', 'منذ إصدار المخطط'),
			min: 1,
			max: 100000,
			defaultValue: 1,
		}),
		...pair('name', text('Name', 'الاسم')),
		...longPair('description', text('Description', 'الوصف')),
		allows_children: boolean.required({
			label: text('Holds other components', 'يحوي مكوّنات أخرى'),
			defaultValue: false,
		}),
		fallback: string({
			label: text('Fallback', 'البديل'),
			note: text(
				'What an older app shows instead: the type of another component, or “drop”.',
				'ما يعرضه التطبيق الأقدم بدلا منه: نوع مكوّن آخر، أو drop للحذف.',
			),
			rule: text('“drop” or the type of another component.', 'drop أو نوع مكوّن آخر.'),
			maxLength: 64,
		}),
		props_schema: json({
			label: text('Properties', 'الخصائص'),
			note: text('JSON Schema 2020-12 of its properties.', 'مخطط JSON Schema 2020-12 لخصائصه.'),
			rule: text('A JSON Schema that compiles and that the example satisfies.', 'مخطط صالح يوافقه المثال.'),
			shape: z.record(z.string(), anyJson),
			required: true,
		}),
		example: json({
			label: text('Example', 'مثال'),
			rule: text('Properties that fit the schema above.', 'خصائص توافق المخطط أعلاه.'),
			shape: z.record(z.string(), anyJson),
		}),
		deprecated: boolean.required({
			label: text('Deprecated', 'مهمل'),
			note: text('No longer offered for new layouts.', 'لا يُعرض للتصاميم الجديدة.'),
			defaultValue: false,
			width: 'full',
		}),
		...pair('deprecated_reason', text('Why deprecated', 'سبب الإهمال')),
		...authorship,
	},
	indexes: [{ columns: ['status', 'sort', 'type'] }],
});
