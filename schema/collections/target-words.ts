import type { EnergyFormula } from '../../domain/nutrition/energy/maintenance.ts';
import type {
	CheckedField,
	Flag,
	OutOfScopeReason,
	RequiredField,
} from '../../domain/nutrition/targets/target.ts';
import type { Choice } from '../model/field.ts';
import { text, type Text } from '../model/text.ts';

/*
 * The words that a target uses, as the Studio shows them. Typed by the domain, so that a new word without a name does
 * not compile.
 */

const choicesOf = <V extends string>(names: Readonly<Record<V, Text>>) =>
	Object.entries<Text>(names).map(([value, label]) => ({ value: value as V, label })) satisfies Choice[];

/** Ways to compute the energy that keeps a person's weight. */
export const energyFormulas = choicesOf<EnergyFormula>({
	nasem2023_eer: text('NASEM 2023 EER', 'معادلة الأكاديميات الوطنية 2023'),
	msj1990_x_pal: text('Mifflin-St Jeor × activity', 'ميفلن سانت جيور × النشاط'),
	harris_benedict1984_x_pal: text('Harris-Benedict 1984 × activity', 'هاريس بنديكت 1984 × النشاط'),
	schofield_x_pal: text('Schofield × activity', 'سكوفيلد × النشاط'),
	katch_mcardle_x_pal: text('Katch-McArdle × activity', 'كاتش مكاردل × النشاط'),
	cunningham1980_x_pal: text('Cunningham 1980 × activity', 'كننغهام 1980 × النشاط'),
});

/** What a target lacks. */
export const missingFields = choicesOf<RequiredField>({
	sex: text('Sex', 'الجنس'),
	birth_date: text('Birth date', 'تاريخ الميلاد'),
	height_cm: text('Height', 'الطول'),
	weight_kg: text('Weight', 'الوزن'),
	activity: text('Activity', 'النشاط'),
	goal: text('Goal', 'الهدف'),
});

/** Why there is no number. */
export const reasons = choicesOf<OutOfScopeReason | `${CheckedField}_out_of_range`>({
	age_under_19: text('Under 19 years', 'دون 19 سنة'),
	pregnancy: text('Pregnancy', 'حمل'),
	lactation: text('Breastfeeding', 'رضاعة'),
	eating_disorder: text('Eating disorder', 'اضطراب أكل'),
	goal_not_offered: text('Goal is not offered', 'الهدف غير متاح'),
	birth_date_out_of_range: text('Birth date cannot be right', 'تاريخ ميلاد غير معقول'),
	height_cm_out_of_range: text('Height cannot be right', 'طول غير معقول'),
	weight_kg_out_of_range: text('Weight cannot be right', 'وزن غير معقول'),
	goal_weight_kg_out_of_range: text('Goal weight cannot be right', 'وزن مستهدف غير معقول'),
	body_fat_pct_out_of_range: text('Body fat cannot be right', 'نسبة دهون غير معقولة'),
});

/** Why the numbers are not simply those of the equation and the goal. */
export const flags = choicesOf<Flag>({
	bmr_extrapolated_age: text('Age beyond the data of resting energy', 'العمر خارج بيانات طاقة الراحة'),
	activity_order_anomaly: text('Very active below active', 'النشيط جدا دون النشيط'),
	body_fat_unknown_default_formula: text(
		'Body fat unknown: general equation',
		'نسبة الدهون مجهولة: المعادلة العامة',
	),
	protein_at_rda_kidney: text('Protein limited for the kidneys', 'بروتين محدود لأجل الكلى'),
	underweight_no_deficit: text('Underweight: no deficit', 'نقص في الوزن: لا عجز'),
	low_normal_bmi_no_deficit: text('Low body mass index: no deficit', 'مؤشر كتلة منخفض: لا عجز'),
	goal_weight_underweight_no_deficit: text(
		'Goal weight is underweight: no deficit',
		'الوزن المستهدف ناقص: لا عجز',
	),
	goal_weight_reached: text('Goal weight reached', 'بلغ الوزن المستهدف'),
	maintenance_at_or_below_floor_no_deficit: text(
		'Maintenance at the floor: no deficit',
		'طاقة الثبات عند الحد الأدنى: لا عجز',
	),
	floor_applied: text('Held at the floor', 'ثُبّت عند الحد الأدنى'),
	carb_below_rda: text('Carbohydrate below 130 g', 'الكربوهيدرات دون 130 غ'),
	outside_amdr: text('Outside the recommended shares', 'خارج النسب الموصى بها'),
});
