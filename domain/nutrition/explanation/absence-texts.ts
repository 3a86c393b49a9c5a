import type { Message } from '../../problem.ts';
import { AGE_YEARS, HEIGHT_CM, WEIGHT_KG } from '../targets/admission.ts';
import { BODY_FAT_PCT } from '../energy/lean-mass.ts';
import type { CheckedField, OutOfScopeReason, RequiredField } from '../targets/target.ts';

/** What to tell us, and what it is needed for. */
export const MISSING_TEXTS: Readonly<Record<RequiredField, Message>> = {
	sex: {
		en: 'Choose the sex that the equation should use: female or male. The two differ too much to take the middle.',
		ar: 'اختر الجنس الذي تستخدمه المعادلة: أنثى أو ذكر. الفرق بينهما أكبر من أن نأخذ الوسط.',
	},
	birth_date: {
		en: 'Enter your birth date: the energy you need falls with age.',
		ar: 'أدخل تاريخ ميلادك: حاجتك من الطاقة تقل مع العمر.',
	},
	height_cm: { en: 'Enter your height.', ar: 'أدخل طولك.' },
	weight_kg: { en: 'Enter your weight.', ar: 'أدخل وزنك.' },
	activity: {
		en: 'Choose how active your days are: it changes the result more than anything else.',
		ar: 'اختر مدى نشاطك في أيامك: فهو يغيّر النتيجة أكثر من أي شيء آخر.',
	},
	goal: {
		en: 'Choose a goal: lose, keep or gain weight.',
		ar: 'اختر هدفًا: إنقاص الوزن أو الحفاظ عليه أو زيادته.',
	},
};

/** What cannot be right, and what would be. */
export const INVALID_TEXTS: Readonly<Record<CheckedField, Message>> = {
	birth_date: {
		en: `Check your birth date: it gives an age that is not between ${AGE_YEARS.min} and ${AGE_YEARS.max} years.`,
		ar: `راجع تاريخ ميلادك: العمر الناتج عنه ليس بين ${AGE_YEARS.min} و${AGE_YEARS.max} سنة.`,
	},
	height_cm: {
		en: `Check your height: we can compute between ${HEIGHT_CM.min} and ${HEIGHT_CM.max} cm. Is it in centimetres, not metres or inches?`,
		ar: `راجع طولك: يمكننا الحساب بين ${HEIGHT_CM.min} و${HEIGHT_CM.max} سم. هل هو بالسنتيمتر لا بالمتر أو البوصة؟`,
	},
	weight_kg: {
		en: `Check your weight: we can compute between ${WEIGHT_KG.min} and ${WEIGHT_KG.max} kg. Is it in kilograms, not pounds?`,
		ar: `راجع وزنك: يمكننا الحساب بين ${WEIGHT_KG.min} و${WEIGHT_KG.max} كغ. هل هو بالكيلوغرام لا بالرطل؟`,
	},
	goal_weight_kg: {
		en: `Check your goal weight: it must be between ${WEIGHT_KG.min} and ${WEIGHT_KG.max} kg, or left empty.`,
		ar: `راجع وزنك المستهدف: يجب أن يكون بين ${WEIGHT_KG.min} و${WEIGHT_KG.max} كغ أو أن يُترك فارغًا.`,
	},
	body_fat_pct: {
		en: `Check your body fat: it must be between ${BODY_FAT_PCT.min} and ${BODY_FAT_PCT.max} %, or left empty.`,
		ar: `راجع نسبة الدهون: يجب أن تكون بين ${BODY_FAT_PCT.min} و${BODY_FAT_PCT.max}% أو أن تُترك فارغة.`,
	},
};

/** Why no equation of ours holds. */
export const OUT_OF_SCOPE_TEXTS: Readonly<Record<OutOfScopeReason, Message>> = {
	age_under_19: {
		en: 'You are under 19. The equations here are made for adults, and a growing body needs more than they know.',
		ar: 'عمرك دون 19 سنة. المعادلات هنا موضوعة للبالغين، والجسم في طور النمو يحتاج إلى ما لا تحسبه.',
	},
	pregnancy: {
		en: 'In pregnancy the need for energy changes from month to month, and we do not know enough to compute it safely.',
		ar: 'تتغير الحاجة إلى الطاقة أثناء الحمل من شهر إلى شهر، ولا نعرف ما يكفي لحسابها بأمان.',
	},
	lactation: {
		en: 'While you breastfeed your body needs more energy, and how much more depends on what we do not know.',
		ar: 'يحتاج جسمك أثناء الرضاعة إلى طاقة أكبر، ومقدارها يتوقف على ما لا نعرفه.',
	},
	eating_disorder: {
		en: 'You told us about an eating disorder. A number to eat by can do harm, so we give none.',
		ar: 'ذكرت أن لديك اضطرابًا في الأكل. قد يضر رقم تأكل بحسبه، لذلك لا نعطي رقمًا.',
	},
	goal_not_offered: {
		en: 'Your goal is not offered at the moment. Choose another one, or come back later.',
		ar: 'هدفك غير متاح في الوقت الحالي. اختر هدفًا آخر أو عد لاحقًا.',
	},
};

export const SEE_PROFESSIONAL: Message = {
	en: 'Please ask a doctor or a registered dietitian: they can set a target that fits you.',
	ar: 'نرجو أن تسأل طبيبًا أو أخصائي تغذية مرخصًا: يمكنه تحديد هدف يناسبك.',
};
