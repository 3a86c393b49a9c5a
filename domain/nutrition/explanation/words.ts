import type { Message } from '../../problem.ts';
import type { EnergyFormula } from '../energy/maintenance.ts';
import type { Activity, Sex } from '../energy/person.ts';
import type { Pace } from '../targets/profile.ts';

export const SEXES: Readonly<Record<Sex, Message>> = {
	female: { en: 'woman', ar: 'امرأة' },
	male: { en: 'man', ar: 'رجل' },
};

export const ACTIVITY_WORDS: Readonly<Record<Activity, Message>> = {
	inactive: { en: 'inactive', ar: 'خامل' },
	low_active: { en: 'low active', ar: 'قليل النشاط' },
	active: { en: 'active', ar: 'نشيط' },
	very_active: { en: 'very active', ar: 'نشيط جدًا' },
};

export const PACE_WORDS: Readonly<Record<Pace, Message>> = {
	gentle: { en: 'gentle', ar: 'اللطيفة' },
	standard: { en: 'standard', ar: 'المعتادة' },
	fast: { en: 'fast', ar: 'السريعة' },
};

export const FORMULA_NAMES: Readonly<Record<EnergyFormula, Message>> = {
	nasem2023_eer: {
		en: 'the energy equation of the US National Academies (NASEM 2023)',
		ar: 'معادلة الطاقة للأكاديميات الوطنية الأمريكية (NASEM 2023)',
	},
	msj1990_x_pal: {
		en: 'the Mifflin-St Jeor equation (1990) and a factor for activity',
		ar: 'معادلة ميفلن سانت جيور (1990) مع معامل للنشاط',
	},
	harris_benedict1984_x_pal: {
		en: 'the Harris-Benedict equation (revised 1984) and a factor for activity',
		ar: 'معادلة هاريس بنديكت (مراجعة 1984) مع معامل للنشاط',
	},
	schofield_x_pal: {
		en: 'the Schofield equation (FAO/WHO/UNU 2004) and a factor for activity',
		ar: 'معادلة سكوفيلد (منظمة الأغذية والزراعة 2004) مع معامل للنشاط',
	},
	katch_mcardle_x_pal: {
		en: 'the Katch-McArdle equation on lean mass and a factor for activity',
		ar: 'معادلة كاتش مكاردل على الكتلة الخالية من الدهون مع معامل للنشاط',
	},
	cunningham1980_x_pal: {
		en: 'the Cunningham equation (1980) on lean mass and a factor for activity',
		ar: 'معادلة كننغهام (1980) على الكتلة الخالية من الدهون مع معامل للنشاط',
	},
};
