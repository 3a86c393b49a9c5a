import { choice, decimal, longText, section, string } from '../model/field.ts';
import { collection } from '../model/collection.ts';
import { text } from '../model/text.ts';
import {
	authorship,
	contentKeys,
	image,
	longPair,
	nutritionFacts,
	pair,
	presentation,
	tags,
} from './common.ts';

export const foodCategories = [
	{ value: 'grains', label: text('Grains', 'الحبوب') },
	{ value: 'bread', label: text('Bread', 'الخبز') },
	{ value: 'legumes', label: text('Legumes', 'البقوليات') },
	{ value: 'vegetables', label: text('Vegetables', 'الخضروات') },
	{ value: 'starchy_vegetables', label: text('Starchy vegetables', 'الخضروات النشوية') },
	{ value: 'fruit', label: text('Fruit', 'الفواكه') },
	{ value: 'nuts_seeds', label: text('Nuts and seeds', 'المكسرات والبذور') },
	{ value: 'dairy', label: text('Dairy', 'الألبان') },
	{ value: 'eggs', label: text('Eggs', 'البيض') },
	{ value: 'meat', label: text('Meat', 'اللحوم') },
	{ value: 'poultry', label: text('Poultry', 'الدواجن') },
	{ value: 'fish', label: text('Fish', 'الأسماك') },
	{ value: 'fats_oils', label: text('Fats and oils', 'الدهون والزيوت') },
	{ value: 'sweets', label: text('Sweets', 'الحلويات') },
	{ value: 'beverages', label: text('Beverages', 'المشروبات') },
	{ value: 'dips', label: text('Dips and sauces', 'الصلصات والمقبلات') },
	{ value: 'other', label: text('Other', 'أخرى') },
] as const;

export const foods = collection({
	name: 'foods',
	audience: 'content',
	label: text('Foods', 'الأطعمة'),
	singular: text('Food', 'طعام'),
	note: text('Foods with their nutrition per 100 g.', 'الأطعمة وقيمها الغذائية لكل 100 غرام.'),
	icon: 'nutrition',
	color: '#2ECDA7',
	group: 'bebetter_content',
	displayTemplate: '{{name_en}} · {{name_ar}}',
	list: { columns: { name_en: 180, name_ar: 140, category: 145, kcal: 125, status: 100 }, sort: 'sort' },
	fields: {
		...contentKeys,
		...pair('name', text('Name', 'الاسم')),
		category: choice({
			label: text('Category', 'الفئة'),
			rule: text('Choose a category from the list.', 'اختر فئة من القائمة.'),
			choices: foodCategories,
		}),
		serving_g: decimal({ label: text('Usual serving (g)', 'الحصة المعتادة (غ)'), min: 0, unit: 'g' }),
		...nutritionFacts('nutrition', text('Nutrition per 100 g', 'القيم الغذائية لكل 100 غ')),
		water_g: decimal({ label: text('Water (g)', 'الماء (غ)'), min: 0, unit: 'g', group: 'nutrition' }),
		alcohol_g: decimal({ label: text('Alcohol (g)', 'الكحول (غ)'), min: 0, unit: 'g', group: 'nutrition' }),
		carb_convention: choice({
			label: text('Carbohydrate counts', 'طريقة احتساب الكربوهيدرات'),
			note: text(
				'American tables include fibre in carbohydrate, European labels do not.',
				'تشمل الجداول الأمريكية الألياف ضمن الكربوهيدرات، ولا تشملها الملصقات الأوروبية.',
			),
			choices: [
				{ value: 'by_difference', label: text('fibre included (USDA)', 'مع الألياف (الجداول الأمريكية)') },
				{ value: 'available', label: text('fibre left out (EU)', 'دون الألياف (الملصقات الأوروبية)') },
			],
			defaultValue: 'by_difference',
			width: 'full',
			group: 'nutrition',
		}).required,
		override_reason: longText({
			label: text('Why the energy differs', 'سبب اختلاف الطاقة'),
			note: text(
				'Needed only when the energy does not follow from the nutrients, as for vinegar or sweeteners.',
				'يلزم فقط إذا لم توافق الطاقة المغذيات، كما في الخل والمحليات.',
			),
			group: 'nutrition',
		}),
		...presentation({ ...longPair('description', text('Description', 'الوصف')), tags, image: image() }),
		origin: section({ label: text('Source', 'المصدر'), icon: 'source', closed: true }),
		source: string({ label: text('Source', 'المصدر'), group: 'origin' }),
		source_id: string({ label: text('Number at the source', 'الرقم في المصدر'), group: 'origin' }),
		source_description: string({
			label: text('Name at the source', 'الاسم في المصدر'),
			group: 'origin',
			width: 'full',
		}),
		...authorship,
	},
	indexes: [{ columns: ['status', 'sort', 'slug'] }, { columns: ['category'] }],
});
