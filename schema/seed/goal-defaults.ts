export interface GoalDefaultsRow {
	slug: string;
	goal: 'lose' | 'maintain' | 'gain';
	name_en: string;
	name_ar: string;
	description_en: string;
	description_ar: string;
	energy_formula: 'nasem2023_eer' | 'msj1990_x_pal';
	pace_gentle: number;
	pace_standard: number;
	pace_fast: number;
	max_deficit_kcal: number;
	max_deficit_kcal_per_kg: number;
	surplus_share: number;
	max_surplus_kcal: number;
	protein_g_per_kg: number;
	high_protein_g_per_kg: number;
	fat_share: number;
	floor_kcal_female: number;
	floor_kcal_male: number;
}

/** Numbers that do not differ by goal; each goal's row still carries all of them, so editors may part them. */
const common = {
	energy_formula: 'nasem2023_eer',
	pace_gentle: 0.1,
	pace_standard: 0.15,
	pace_fast: 0.2,
	max_deficit_kcal: 750,
	max_deficit_kcal_per_kg: 11,
	surplus_share: 0.1,
	max_surplus_kcal: 500,
	high_protein_g_per_kg: 2,
	fat_share: 0.3,
	floor_kcal_female: 1200,
	floor_kcal_male: 1500,
} as const;

export const goalDefaults: GoalDefaultsRow[] = [
	{
		slug: 'lose',
		goal: 'lose',
		name_en: 'Lose weight steadily',
		name_ar: 'إنقاص الوزن بثبات',
		description_en:
			'A moderate deficit of 10%, 15% or 20% of what you use, never more than 750 kcal a day, with enough protein to look after your muscles. The target does not go below 1200 kcal for women or 1500 kcal for men.',
		description_ar:
			'عجز معتدل بنسبة 10% أو 15% أو 20% مما تستهلكه، لا يتجاوز 750 سعرة في اليوم، مع بروتين كافٍ للمحافظة على عضلاتك. ولا ينزل الهدف عن 1200 سعرة للنساء أو 1500 سعرة للرجال.',
		...common,
		protein_g_per_kg: 1.6,
	},
	{
		slug: 'maintain',
		goal: 'maintain',
		name_en: 'Keep my weight',
		name_ar: 'المحافظة على الوزن',
		description_en:
			'As much energy as you use, with about 30% of it from fat and balanced meals that are easy to live with all year.',
		description_ar:
			'طاقة بقدر ما تستهلكه، نحو 30% منها من الدهون، ووجبات متوازنة يسهل الاستمرار عليها طوال العام.',
		...common,
		protein_g_per_kg: 1.2,
	},
	{
		slug: 'gain',
		goal: 'gain',
		name_en: 'Gain weight and strength',
		name_ar: 'زيادة الوزن والقوة',
		description_en:
			'A small surplus of 10%, at most 500 kcal a day, with 1.6 g of protein for each kilogram of body weight to go with your training.',
		description_ar:
			'فائض بسيط بنسبة 10%، لا يزيد على 500 سعرة في اليوم، مع 1.6 غرام من البروتين لكل كيلوغرام من وزنك بما يواكب تمارينك.',
		...common,
		protein_g_per_kg: 1.6,
	},
];
