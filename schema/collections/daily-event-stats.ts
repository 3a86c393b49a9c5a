import { bigInteger, date, serialKey, string } from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';

export const dailyEventStats = collection({
	name: 'daily_event_stats',
	audience: 'machine',
	label: text('Events by day', 'الأحداث اليومية'),
	singular: text('Count of a day', 'عدد ليوم'),
	note: text(
		'Counts for charts, which stay when events go to archives. The row with * counts the whole day.',
		'أعداد للرسوم البيانية تبقى بعد أرشفة الأحداث. السطر الذي فيه * يعدّ اليوم كله.',
	),
	icon: 'monitoring',
	group: 'bebetter_operations',
	displayTemplate: '{{date}} · {{name}} · {{events}}',
	list: {
		columns: { date: 120, name: 180, platform: 110, app_version: 125, locale: 100, events: 100, users: 100 },
		sort: '-date',
	},
	fields: {
		id: serialKey(text('ID', 'المعرّف')),
		date: date.required({ label: text('Day (UTC)', 'اليوم (UTC)') }),
		name: string.required({ label: text('Name', 'الاسم'), maxLength: 40 }),
		platform: string.required({ label: text('Platform', 'المنصة'), maxLength: 16 }),
		app_version: string.required({ label: text('App version', 'إصدار التطبيق'), maxLength: 64 }),
		locale: string.required({ label: text('Language', 'اللغة'), maxLength: 16 }),
		events: bigInteger.required({ label: text('Events', 'الأحداث') }),
		users: bigInteger.required({
			label: text('People', 'الأشخاص'),
			note: text(
				'Different people; they do not add up over rows or days.',
				'أشخاص مختلفون؛ ولا تُجمع أعدادهم عبر الأسطر أو الأيام.',
			),
		}),
	},
	indexes: [{ columns: ['date', 'name', 'platform', 'app_version', 'locale'], unique: true }],
});
