import { z } from 'zod';
import {
	choice,
	date,
	decimal,
	integer,
	json,
	longText,
	reference,
	timestamp,
	uuidKey,
} from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';
import { nutritionFacts, pair } from './common.ts';
import { clientDigest, clientId, owner, timestamps } from './owned.ts';

const id = uuidKey(text('ID', 'المعرّف'));

const strings = z.array(z.string());

export const mealLogs = collection({
	name: 'meal_logs',
	audience: 'private',
	label: text('Meal logs', 'سجل الوجبات'),
	singular: text('Meal log', 'وجبة'),
	note: text('What a person ate, with the nutrition of that moment.', 'ما أكله الشخص، بقيمه الغذائية حينها.'),
	icon: 'restaurant',
	group: 'bebetter_people',
	displayTemplate: '{{name_en}} · {{kcal}}',
	list: {
		columns: { eaten_at: 140, user: 170, meal: 120, name_en: 150, kcal: 120 },
		sort: '-eaten_at',
	},
	fields: {
		id,
		user: owner(),
		client_id: clientId,
		client_digest: clientDigest,
		eaten_at: timestamp.required({ label: text('Eaten at', 'وقت الأكل') }),
		local_date: date.required({ label: text('Local date', 'التاريخ المحلي') }),
		meal: choice({
			label: text('Meal', 'الوجبة'),
			choices: [
				{ value: 'breakfast', label: text('Breakfast', 'فطور') },
				{ value: 'lunch', label: text('Lunch', 'غداء') },
				{ value: 'dinner', label: text('Dinner', 'عشاء') },
				{ value: 'snack', label: text('Snack', 'وجبة خفيفة') },
				{ value: 'suhoor', label: text('Suhoor', 'سحور') },
				{ value: 'iftar', label: text('Iftar', 'إفطار') },
			],
		}),
		food: reference({ label: text('Food', 'الطعام'), to: 'foods', template: '{{name_en}}' }),
		recipe: reference({ label: text('Recipe', 'الوصفة'), to: 'recipes', template: '{{title_en}}' }),
		grams: decimal({ label: text('Weight (g)', 'الوزن (غ)'), min: 0, unit: 'g' }),
		servings: decimal({ label: text('Servings', 'الحصص'), min: 0 }),
		...pair('name', text('Name', 'الاسم')),
		...nutritionFacts('nutrition', text('Nutrition as logged', 'القيم الغذائية كما سُجلت')),
		incomplete: json({
			label: text('Partly known', 'معروف جزئيا'),
			note: text(
				'Nutrients of which an ingredient says nothing; their values are too small.',
				'عناصر لا يذكرها أحد المكوّنات، فقيمها أقل من الحقيقة.',
			),
			shape: strings,
			group: 'nutrition',
		}),
		note: longText({ label: text('Note', 'ملاحظة') }),
		version: integer.required({ label: text('Version', 'النسخة'), hidden: true, defaultValue: 1 }),
		...timestamps,
	},
	indexes: [
		{ columns: ['user', 'local_date'] },
		{ columns: ['user', 'client_id'], unique: true },
		{ columns: ['user', 'eaten_at', 'id'] },
	],
});
