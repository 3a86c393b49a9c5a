import type { Message } from '../../problem.ts';
import { MIFFLIN_1990_AGES } from '../energy/mifflin-1990.ts';
import { roundHalfUp } from '../round.ts';
import type { Flag } from '../targets/target.ts';
import type { Facts } from './facts.ts';
import { shown } from './step.ts';

/** Why the numbers are not simply those of the equation and the goal. */
export const FLAG_TEXTS: Readonly<Record<Flag, (facts: Facts) => Message>> = {
	bmr_extrapolated_age: ({ person }) => ({
		en: `The equation for resting energy was made from people of ${MIFFLIN_1990_AGES.min} to ${MIFFLIN_1990_AGES.max} years. At ${person.age} it is a guess beyond its data.`,
		ar: `بُنيت معادلة طاقة الراحة على أشخاص بين ${MIFFLIN_1990_AGES.min} و${MIFFLIN_1990_AGES.max} سنة. وعند عمر ${person.age} فهي تقدير خارج بياناتها.`,
	}),
	activity_order_anomaly: ({ person }) => ({
		en: `At a height of ${shown(person.height_cm).en} cm the published equation gives very active men less than active ones. We keep the published number; read it with care.`,
		ar: `عند طول ${shown(person.height_cm).ar} سم تعطي المعادلة المنشورة للرجل النشيط جدًا أقل مما تعطيه للنشيط. أبقينا الرقم المنشور؛ فخذه بحذر.`,
	}),
	body_fat_unknown_default_formula: () => ({
		en: 'The usual equation for your goal needs a measured body fat, which you have not entered. We used the general equation instead of guessing.',
		ar: 'تحتاج المعادلة المعتادة لهدفك إلى نسبة دهون مقيسة لم تدخلها. استخدمنا المعادلة العامة بدلًا من التخمين.',
	}),
	underweight_no_deficit: ({ unrounded }) => ({
		en: `Your body mass index is ${oneDecimal(unrounded.bmi)}, below 18.5, which counts as underweight. We do not lower your energy; please talk to a doctor.`,
		ar: `مؤشر كتلة جسمك ${oneDecimal(unrounded.bmi)}، أي دون 18.5، وهذا نقص في الوزن. لذلك لا نخفض طاقتك؛ نرجو أن تراجع طبيبًا.`,
	}),
	low_normal_bmi_no_deficit: ({ unrounded }) => ({
		en: `Your body mass index is ${oneDecimal(unrounded.bmi)}, at the low end of what is healthy. We do not lower your energy unless you set a goal weight.`,
		ar: `مؤشر كتلة جسمك ${oneDecimal(unrounded.bmi)}، عند الطرف الأدنى للوزن الصحي. لذلك لا نخفض طاقتك ما لم تحدد وزنًا مستهدفًا.`,
	}),
	goal_weight_underweight_no_deficit: ({ goalWeightKg }) => ({
		en: `A goal weight of ${shown(goalWeightKg ?? 0).en} kg would be underweight for your height. We do not lower your energy; choose a higher goal weight or talk to a doctor.`,
		ar: `الوزن المستهدف ${shown(goalWeightKg ?? 0).ar} كغ نقص في الوزن بالنسبة إلى طولك. لذلك لا نخفض طاقتك؛ اختر وزنًا أعلى أو راجع طبيبًا.`,
	}),
	goal_weight_reached: ({ goalWeightKg }) => ({
		en: `You have reached your goal weight of ${shown(goalWeightKg ?? 0).en} kg, so the target keeps your weight.`,
		ar: `لقد بلغت وزنك المستهدف ${shown(goalWeightKg ?? 0).ar} كغ، لذلك يحافظ الهدف على وزنك.`,
	}),
	maintenance_at_or_below_floor_no_deficit: ({ plan }) => ({
		en: `What you use is no more than ${floorOf(plan).en} kcal, the least we set without a doctor. We do not lower it.`,
		ar: `ما تستهلكه لا يزيد على ${floorOf(plan).ar} سعرة، وهو أقل ما نحدده من دون طبيب. لذلك لا نخفضه.`,
	}),
	floor_applied: ({ plan, unrounded }) => {
		const wanted = shown(roundHalfUp(unrounded.tdee_kcal + unrounded.wanted_change_kcal, 0));
		return {
			en: `Your goal alone would lead to ${wanted.en} kcal. The target does not go below ${floorOf(plan).en} kcal without a doctor.`,
			ar: `هدفك وحده يؤدي إلى ${wanted.ar} سعرة. لا ينزل الهدف عن ${floorOf(plan).ar} سعرة من دون طبيب.`,
		};
	},
	protein_at_rda_kidney: () => ({
		en: 'Because of your kidney disease, protein stays at 0.8 g per kg. Please have your doctor confirm it.',
		ar: 'بسبب مرض الكلى يبقى البروتين عند 0.8 غ لكل كغ. نرجو أن يؤكد طبيبك ذلك.',
	}),
	carb_below_rda: ({ numbers }) => ({
		en: `With so little energy only ${numbers.carb_g} g of carbohydrate are left, below the recommended 130 g.`,
		ar: `مع هذه الطاقة القليلة لا يبقى سوى ${numbers.carb_g} غ من الكربوهيدرات، أي دون 130 غ الموصى بها.`,
	}),
	outside_amdr: ({ numbers }) => ({
		en: `Your diet holds carbohydrate at ${numbers.carb_g} g. That is outside the range that is recommended for everybody (45 to 65 % of energy).`,
		ar: `يحصر نظامك الكربوهيدرات في ${numbers.carb_g} غ. هذا خارج النطاق الموصى به للجميع (45 إلى 65% من الطاقة).`,
	}),
};

const oneDecimal = (value: number): string => String(roundHalfUp(value, 1));

const floorOf = ({ change }: Facts['plan']): Message => shown(change.goal === 'lose' ? change.floor_kcal : 0);
