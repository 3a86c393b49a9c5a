import { readFileSync } from 'node:fs';

const CSV = new URL('../../../schema/seed/foods.csv', import.meta.url);
const NUMBER_COLUMNS = /^(kcal|.*_g|.*_mg)$/;

/** The seed foods as rows of the `foods` collection. */
export function readSeedFoods(): Record<string, unknown>[] {
	const [header = '', ...lines] = readFileSync(CSV, 'utf8').trim().split(/\r?\n/);
	const columns = splitLine(header).map((name) => (name === 'kcal_per_100g' ? 'kcal' : name));
	return lines.map((line) => {
		const cells = splitLine(line).map((cell, index) => [
			columns[index] ?? '',
			readCell(columns[index] ?? '', cell),
		]);
		return { ...Object.fromEntries(cells), status: 'published', carb_convention: 'by_difference' };
	});
}

function splitLine(line: string): string[] {
	return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
		([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
	);
}

function readCell(column: string, cell: string): string | number | null {
	if (cell === '') return null;
	return NUMBER_COLUMNS.test(column) ? Number(cell) : cell;
}
