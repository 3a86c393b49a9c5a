import { choice, decimal, integer, listOf, reference, section, uuidKey } from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';
import {
	authorship,
	contentKeys,
	grouped,
	image,
	longPair,
	pair,
	presentation,
	sort,
	tags,
} from './common.ts';

export const cuisines = [
	{ value: 'gulf', label: text('Gulf', 'خليجي') },
	{ value: 'levantine', label: text('Levantine', 'شامي') },
	{ value: 'egyptian', label: text('Egyptian', 'مصري') },
	{ value: 'maghrebi', label: text('Maghrebi', 'مغاربي') },
	{ value: 'iraqi', label: text('Iraqi', 'عراقي') },
	{ value: 'yemeni', label: text('Yemeni', 'يمني') },
	{ value: 'sudanese', label: text('Sudanese', 'سوداني') },
	{ value: 'mediterranean', label: text('Mediterranean', 'متوسطي') },
	{ value: 'asian', label: text('Asian', 'آسيوي') },
	{ value: 'american', label: text('American', 'أمريكي') },
	{ value: 'european', label: text('European', 'أوروبي') },
	{ value: 'international', label: text('International', 'عالمي') },
] as const;

const oneStepPerLine = text(
	'One step per line; as many lines in Arabic as in English.',
	'خطوة في كل سطر، وبعدد الأسطر نفسه في اللغتين.',
);

export const recipes = collection({
	name: 'recipes',
	audience: 'content',
	label: text('Recipes', 'الوصفات'),
	singular: text('Recipe', 'وصفة'),
	note: text(
		'Recipes; their nutrition is computed from the ingredients.',
		'الوصفات؛ تُحسب قيمها الغذائية من مكوّناتها.',
	),
	icon: 'menu_book',
	color: '#FFA439',
	group: 'bebetter_content',
	displayTemplate: '{{title_en}} · {{title_ar}}',
	list: { columns: { title_en: 200, title_ar: 160, cuisine: 120, servings: 100, status: 105 }, sort: 'sort' },
	fields: {
		...contentKeys,
		...pair('title', text('Title', 'العنوان')),
		cuisine: choice({ label: text('Cuisine', 'المطبخ'), choices: cuisines }),
		servings: integer.required({
			label: text('Servings', 'عدد الحصص'),
			rule: text('At least 1.', 'واحدة على الأقل.'),
			min: 1,
			max: 100,
			defaultValue: 1,
		}),
		prep_minutes: integer({ label: text('Preparation (minutes)', 'التحضير (دقيقة)'), min: 0, max: 2880 }),
		cook_minutes: integer({ label: text('Cooking (minutes)', 'الطهي (دقيقة)'), min: 0, max: 2880 }),
		making: section({ label: text('Ingredients and steps', 'المكوّنات والخطوات'), icon: 'skillet' }),
		ingredients: listOf({
			label: text('Ingredients', 'المكوّنات'),
			note: text(
				'Weights as used, raw or cooked as the food’s name says.',
				'الأوزان كما تُستخدم، نيئة أو مطبوخة بحسب اسم الطعام.',
			),
			rule: text(
				'Every ingredient needs a published food and a weight in grams.',
				'يحتاج كل مكوّن إلى طعام منشور ووزن بالغرام.',
			),
			template: '{{food.name_en}}',
			fields: ['food.name_en', 'food.name_ar', 'grams'],
			group: 'making',
		}),
		...grouped(longPair('steps', text('Steps', 'الخطوات'), oneStepPerLine), 'making'),
		...presentation({ ...longPair('summary', text('Summary', 'نبذة')), tags, image: image() }),
		...authorship,
	},
	indexes: [{ columns: ['status', 'sort', 'slug'] }],
});

export const recipeIngredients = collection({
	name: 'recipe_ingredients',
	audience: 'content',
	label: text('Ingredients', 'المكوّنات'),
	singular: text('Ingredient', 'مكوّن'),
	note: text('A food and its weight in a recipe.', 'طعام ووزنه في وصفة.'),
	icon: 'grocery',
	group: 'recipes',
	hidden: true,
	displayTemplate: '{{food.name_en}} {{grams}} g',
	list: { columns: { recipe: 240, food: 240, grams: 130 }, sort: 'recipe' },
	fields: {
		id: uuidKey(text('ID', 'المعرّف')),
		sort,
		recipe: reference({
			label: text('Recipe', 'الوصفة'),
			to: 'recipes',
			onDelete: 'CASCADE',
			listedAs: 'ingredients',
			sortedBy: 'sort',
			template: '{{title_en}}',
			hidden: true,
		}),
		food: reference.required({
			label: text('Food', 'الطعام'),
			rule: text('Choose a food.', 'اختر طعاما.'),
			to: 'foods',
			onDelete: 'RESTRICT',
			template: '{{name_en}} · {{name_ar}}',
		}),
		grams: decimal.required({
			label: text('Weight (g)', 'الوزن (غ)'),
			rule: text('More than 0 grams.', 'أكثر من صفر غرام.'),
			min: 0,
			max: 100000,
			unit: 'g',
		}),
		...pair('note', text('Remark', 'ملاحظة')),
	},
	indexes: [{ columns: ['recipe', 'sort'] }, { columns: ['food'] }],
});
