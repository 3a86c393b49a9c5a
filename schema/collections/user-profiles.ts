import { z } from 'zod';
import {
	boolean,
	choice,
	date,
	decimal,
	integer,
	json,
	manyOf,
	reference,
	section,
	string,
	uuidKey,
} from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';
import { WEEKDAYS } from '../../domain/fasting/weekdays.ts';
import { owner, timestamps } from './owned.ts';

const id = uuidKey(text('ID', 'المعرّف'));

const weekdayNames = {
	monday: text('Monday', 'الاثنين'),
	tuesday: text('Tuesday', 'الثلاثاء'),
	wednesday: text('Wednesday', 'الأربعاء'),
	thursday: text('Thursday', 'الخميس'),
	friday: text('Friday', 'الجمعة'),
	saturday: text('Saturday', 'السبت'),
	sunday: text('Sunday', 'الأحد'),
};

const flag = (en: string, ar: string, group: string) =>
	boolean.required({ label: text(en, ar), defaultValue: false, group });

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
		fasting_weekdays: manyOf({
			label: text('Fasting days', 'أيام الصيام'),
			note: text(
				'Days of the week to fast on; none for every day.',
				'أيام الصيام في الأسبوع؛ اتركها فارغة لكل يوم.',
			),
			choices: WEEKDAYS.map((value) => ({ value, label: weekdayNames[value] })),
		}),
		fasting_paused: json({
			label: text('Days without fasting', 'أيام بلا صيام'),
			note: text(
				'Dates that count neither for nor against the plan; nobody asks why.',
				'تواريخ لا تُحسب للخطة ولا عليها؛ ولا يُسأل عن السبب.',
			),
			shape: z.array(z.iso.date()),
		}),
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
