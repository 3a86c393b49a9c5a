import type { Message } from '../../problem.ts';
import { ACTIVITY_FACTORS } from '../energy/activity-factors.ts';
import { needsBodyFat } from '../energy/maintenance.ts';
import { NASEM_2023_STANDARD_ERROR } from '../energy/nasem-2023.ts';
import { roundHalfUp } from '../round.ts';
import type { Flag } from '../targets/target.ts';
import type { Facts } from './facts.ts';
import { FLAG_TEXTS } from './flag-texts.ts';
import { shown, step, type ExplanationStep } from './step.ts';
import { ACTIVITY_WORDS, FORMULA_NAMES, PACE_WORDS, SEXES } from './words.ts';

/** From the energy that keeps the weight to the grams of a day; what limited a number stands where it did. */
export function computedSteps(facts: Facts, flags: readonly string[]): ExplanationStep[] {
	const flagged = (...wanted: readonly Flag[]): ExplanationStep[] =>
		wanted.filter((flag) => flags.includes(flag)).map((flag) => step(flag, FLAG_TEXTS[flag](facts)));
	return [
		step('maintenance', maintenance(facts)),
		...flagged('body_fat_unknown_default_formula', 'activity_order_anomaly'),
		step('uncertainty', uncertainty(facts)),
		step('resting', resting(facts)),
		...flagged('bmr_extrapolated_age'),
		step('adjustment', adjustment(facts)),
		...flagged(
			'underweight_no_deficit',
			'low_normal_bmi_no_deficit',
			'goal_weight_underweight_no_deficit',
			'goal_weight_reached',
			'maintenance_at_or_below_floor_no_deficit',
			'floor_applied',
		),
		step('target', target(facts)),
		step('protein', protein(facts)),
		...flagged('protein_at_rda_kidney'),
		step('fat', fat(facts)),
		step('carbohydrate', carbohydrate(facts)),
		...flagged('carb_below_rda', 'outside_amdr'),
		step('limits', limits(facts)),
		step('estimate', ESTIMATE),
	];
}

function maintenance({ numbers, person, activity, bodyFatPct, formula }: Facts): Message {
	const tdee = shown(numbers.tdee_kcal);
	const name = FORMULA_NAMES[formula];
	const usesBodyFat = needsBodyFat(formula);
	const fatEn = usesBodyFat ? `, ${bodyFatPct} % body fat` : '';
	const fatAr = usesBodyFat ? `، ونسبة دهون ${bodyFatPct}%` : '';
	const factor = formula === 'nasem2023_eer' ? '' : ` (${ACTIVITY_FACTORS[activity]})`;
	return {
		en: `You use about ${tdee.en} kcal a day. This is from ${name.en}: ${SEXES[person.sex].en}, ${person.age} years, ${shown(person.height_cm).en} cm, ${shown(person.weight_kg).en} kg${fatEn}, ${ACTIVITY_WORDS[activity].en}${factor}.`,
		ar: `تستهلك نحو ${tdee.ar} سعرة في اليوم. هذا من ${name.ar}: ${SEXES[person.sex].ar}، العمر ${person.age} سنة، ${shown(person.height_cm).ar} سم، ${shown(person.weight_kg).ar} كغ${fatAr}، ${ACTIVITY_WORDS[activity].ar}${factor}.`,
	};
}

function uncertainty({ formula, person, numbers }: Facts): Message {
	if (formula !== 'nasem2023_eer') {
		const tenth = shown(roundHalfUp(numbers.tdee_kcal / 10, -1));
		return {
			en: `People differ: such equations often miss by a tenth or more, here about ±${tenth.en} kcal.`,
			ar: `يختلف الناس: كثيرًا ما تخطئ هذه المعادلات بالعُشر أو أكثر، أي نحو ±${tenth.ar} سعرة هنا.`,
		};
	}
	const error = NASEM_2023_STANDARD_ERROR[person.sex];
	return {
		en: `People differ: for two thirds of them the true number is within ±${error} kcal of this one.`,
		ar: `يختلف الناس: الرقم الحقيقي لثلثيهم يقع ضمن ±${error} سعرة من هذا الرقم.`,
	};
}

function resting({ numbers }: Facts): Message {
	const bmr = shown(numbers.bmr_kcal);
	return {
		en: `About ${bmr.en} kcal of it your body would use lying still all day (Mifflin-St Jeor).`,
		ar: `نحو ${bmr.ar} سعرة منها يستهلكها جسمك لو استلقى طوال اليوم (ميفلن سانت جيور).`,
	};
}

function adjustment(facts: Facts): Message {
	const { change } = facts.plan;
	const wanted = facts.unrounded.wanted_change_kcal;
	const kcal = shown(roundHalfUp(Math.abs(wanted), 0));
	if (change.goal === 'maintain') {
		return {
			en: 'Your goal is to keep your weight: nothing is added or taken away.',
			ar: 'هدفك الحفاظ على وزنك: لا نضيف شيئًا ولا ننقص.',
		};
	}
	const percent = shown(roundHalfUp(change.share * 100, 1));
	if (change.goal === 'gain') {
		const cap = shown(change.max_kcal);
		return {
			en: `To gain weight your goal adds ${percent.en} %, at most ${cap.en} kcal: ${kcal.en} kcal.`,
			ar: `لزيادة الوزن يضيف هدفك ${percent.ar}%، وبحد أقصى ${cap.ar} سعرة: ${kcal.ar} سعرة.`,
		};
	}
	const pace = PACE_WORDS[change.pace];
	const caps = [shown(change.max_kcal), shown(change.max_kcal_per_kg)] as const;
	return {
		en: `To lose weight at the ${pace.en} pace your goal takes away ${percent.en} %, at most ${caps[0].en} kcal and at most ${caps[1].en} kcal for each kg you weigh: ${kcal.en} kcal.`,
		ar: `لإنقاص الوزن بالوتيرة ${pace.ar} ينقص هدفك ${percent.ar}%، وبحد أقصى ${caps[0].ar} سعرة، و${caps[1].ar} سعرة لكل كغ من وزنك: ${kcal.ar} سعرة.`,
	};
}

function target({ numbers }: Facts): Message {
	const kcal = shown(numbers.target_kcal);
	return {
		en: `So your target is ${kcal.en} kcal a day, rounded to tens.`,
		ar: `إذن هدفك ${kcal.ar} سعرة في اليوم، مقربًا إلى العشرات.`,
	};
}

function protein({ numbers, plan, unrounded }: Facts): Message {
	const perKg = shown(plan.protein_g_per_kg);
	const weight = shown(roundHalfUp(unrounded.reference_weight_kg, 1));
	return {
		en: `Protein ${numbers.protein_g} g: ${perKg.en} g for each of ${weight.en} kg (a weight above a body mass index of 30 is not counted), kept between a tenth and 35 % of energy.`,
		ar: `البروتين ${numbers.protein_g} غ: ${perKg.ar} غ لكل كغ من ${weight.ar} كغ (لا يُحسب ما فوق مؤشر كتلة 30)، ضمن العُشر و35% من الطاقة.`,
	};
}

function fat({ numbers, plan }: Facts): Message {
	if (limitsCarbohydrate(plan)) {
		return {
			en: `Fat ${numbers.fat_g} g: the rest of the energy.`,
			ar: `الدهون ${numbers.fat_g} غ: ما يبقى من الطاقة.`,
		};
	}
	const percent = shown(roundHalfUp((numbers.fat_g * 900) / numbers.target_kcal, 0));
	return {
		en: `Fat ${numbers.fat_g} g: about ${percent.en} % of energy.`,
		ar: `الدهون ${numbers.fat_g} غ: نحو ${percent.ar}% من الطاقة.`,
	};
}

function carbohydrate({ numbers, plan }: Facts): Message {
	if (limitsCarbohydrate(plan)) {
		return {
			en: `Carbohydrate ${numbers.carb_g} g: the most your diet allows.`,
			ar: `الكربوهيدرات ${numbers.carb_g} غ: أقصى ما يسمح به نظامك.`,
		};
	}
	return {
		en: `Carbohydrate ${numbers.carb_g} g: the rest of the energy.`,
		ar: `الكربوهيدرات ${numbers.carb_g} غ: ما يبقى من الطاقة.`,
	};
}

const limitsCarbohydrate = ({ carb_g_max, carb_share_max }: Facts['plan']): boolean =>
	carb_g_max !== null || carb_share_max !== null;

function limits({ numbers }: Facts): Message {
	const sodium = shown(numbers.sodium_max_mg);
	const litres = shown(numbers.water_total_ml / 1000);
	return {
		en: `At least ${numbers.fibre_g} g of fibre; at most ${numbers.free_sugar_max_g} g of free sugars, ${numbers.sat_fat_max_g} g of saturated fat and ${sodium.en} mg of sodium (WHO); about ${litres.en} litres of water from food and drink.`,
		ar: `من الألياف ${numbers.fibre_g} غ على الأقل؛ وعلى الأكثر ${numbers.free_sugar_max_g} غ من السكريات الحرة و${numbers.sat_fat_max_g} غ من الدهون المشبعة و${sodium.ar} ملغ من الصوديوم (منظمة الصحة العالمية)؛ ونحو ${litres.ar} لتر من الماء من الطعام والشراب.`,
	};
}

const ESTIMATE: Message = {
	en: 'All of this is an estimate and no medical advice. How your weight and how you feel develop tells you more.',
	ar: 'كل هذا تقدير وليس نصيحة طبية. تطور وزنك وشعورك يخبرانك بأكثر من ذلك.',
};
