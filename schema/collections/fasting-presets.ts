import { choice, decimal, integer, section } from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';
import { authorship, contentKeys, longPair, pair } from './common.ts';

export const fastingPresets = collection({
	name: 'fasting_presets',
	audience: 'content',
	label: text('Fasting presets', 'أنماط الصيام'),
	singular: text('Fasting preset', 'نمط صيام'),
	note: text('The fasting plans a person can choose.', 'خطط الصيام التي يمكن اختيارها.'),
	icon: 'timer',
	color: '#6644FF',
	group: 'bebetter_content',
	displayTemplate: '{{name_en}} · {{name_ar}}',
	list: {
		columns: { name_en: 155, name_ar: 145, kind: 150, fasting_hours: 140, status: 100 },
		sort: 'sort',
	},
	fields: {
		...contentKeys,
		...pair('name', text('Name', 'الاسم')),
		...longPair('description', text('Description', 'الوصف')),
		kind: choice({
			label: text('Kind', 'النوع'),
			choices: [
				{ value: 'daily', label: text('Every day', 'يومي') },
				{ value: 'weekly', label: text('Some days a week', 'أيام في الأسبوع') },
				{ value: 'ramadan', label: text('Ramadan: dawn to sunset', 'رمضان: من الفجر إلى المغرب') },
			],
			defaultValue: 'daily',
		}).required,
		level: choice({
			label: text('Level', 'المستوى'),
			choices: [
				{ value: 'beginner', label: text('Beginner', 'مبتدئ') },
				{ value: 'intermediate', label: text('Intermediate', 'متوسط') },
				{ value: 'advanced', label: text('Advanced', 'متقدم') },
			],
		}),
		fasting_hours: decimal({
			label: text('Fasting (hours)', 'ساعات الصيام'),
			note: text(
				'Empty for Ramadan, where dawn and sunset decide.',
				'يُترك فارغا لرمضان، فالفجر والمغرب يحددان.',
			),
			rule: text('Fasting and eating hours add up to 24.', 'مجموع ساعات الصيام والأكل 24.'),
			min: 0,
			max: 24,
			unit: 'h',
		}),
		eating_hours: decimal({
			label: text('Eating (hours)', 'ساعات الأكل'),
			rule: text('Fasting and eating hours add up to 24.', 'مجموع ساعات الصيام والأكل 24.'),
			min: 0,
			max: 24,
			unit: 'h',
		}),
		weekly: section({
			label: text('For plans with some days a week', 'لخطط بعض أيام الأسبوع'),
			icon: 'calendar_month',
		}),
		fast_days_per_week: integer({
			label: text('Fast days a week', 'أيام الصيام في الأسبوع'),
			rule: text('For weekly plans: 1 to 6.', 'للخطط الأسبوعية: من 1 إلى 6.'),
			min: 1,
			max: 7,
			width: 'full',
			group: 'weekly',
		}),
		fast_day_kcal_female: integer({
			label: text('Fast day, women (kcal)', 'يوم الصيام للنساء (سعرة)'),
			min: 0,
			max: 2000,
			group: 'weekly',
		}),
		fast_day_kcal_male: integer({
			label: text('Fast day, men (kcal)', 'يوم الصيام للرجال (سعرة)'),
			min: 0,
			max: 2000,
			group: 'weekly',
		}),
		...authorship,
	},
	indexes: [{ columns: ['status', 'sort', 'slug'] }],
});
