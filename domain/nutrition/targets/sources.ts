import type { EnergyFormula } from '../energy/maintenance.ts';

const RESTING = 'Mifflin & St Jeor 1990, Am J Clin Nutr 51:241-7';

const MAINTENANCE: Readonly<Record<EnergyFormula, string>> = {
	nasem2023_eer: 'NASEM 2023, Dietary Reference Intakes for Energy, Table 5-16',
	msj1990_x_pal: RESTING,
	harris_benedict1984_x_pal: 'Roza & Shizgal 1984, Am J Clin Nutr 40:168-82',
	schofield_x_pal: 'FAO/WHO/UNU 2004, Human energy requirements, Table 5.2',
	katch_mcardle_x_pal: 'Cunningham 1991, PMID 1957828',
	cunningham1980_x_pal: 'Cunningham 1980',
};

const EVERY_TARGET = [
	'AHA/ACC/TOS 2013, guideline on overweight and obesity, 3a',
	'IOM, Dietary Reference Intakes for macronutrients and water',
	'WHO guidelines on sugars, fats, carbohydrate and sodium',
];

const lists = new Map<EnergyFormula, readonly string[]>();

/** What the numbers of a target come from. */
export function sourcesOf(formula: EnergyFormula): readonly string[] {
	const known = lists.get(formula);
	if (known) return known;
	const list = [...new Set([MAINTENANCE[formula], RESTING, ...EVERY_TARGET])];
	lists.set(formula, list);
	return list;
}
