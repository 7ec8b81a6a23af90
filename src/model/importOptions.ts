/**
 * What a model file does not say and its importer may need, by the name that the importer knows it by: `missing` and
 * `iterations` of XGBoost, `frameCategories` of LightGBM. Importers check the values.
 */
export type ImportOptions = Readonly<Record<string, unknown>>;
