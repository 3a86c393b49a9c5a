import { z } from 'zod';
import { choice, date, decimal, integer, json, string, timestamp, uuidKey } from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';
import { owner } from './owned.ts';

const id = uuidKey(text('ID', 'المعرّف'));

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
		streak_unit: choice({
			label: text('Streaks count', 'وحدة السلسلة'),
			note: text('Weeks for plans such as 5:2.', 'الأسابيع لخطط مثل 5:2.'),
			choices: [
				{ value: 'day', label: text('Days', 'أيام') },
				{ value: 'week', label: text('Weeks', 'أسابيع') },
			],
			defaultValue: 'day',
		}).required,
		quality: json({ label: text('Data quality', 'جودة البيانات'), shape: z.record(z.string(), z.number()) }),
		definition_version: integer.required({ label: text('Definition', 'إصدار التعريف'), defaultValue: 1 }),
		computed_at: timestamp.required({ label: text('Computed at', 'وقت الحساب') }),
	},
	indexes: [{ columns: ['user', 'metric', 'window', 'as_of'], unique: true }],
});
