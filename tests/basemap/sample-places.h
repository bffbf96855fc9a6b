/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-basemap.h"

/* Some towns to try labels on: names in English, Hebrew and Ukrainian, in the order of
 * #CorLanguage. */
typedef struct
{
  double lat_deg;
  double lon_deg;
  guint rank;
  const char *names[COR_N_DESK_LANGUAGES];
} SamplePlace;

static const SamplePlace sample_places[] = {
  { 50.4501, 30.5234, 0, { "Kyiv", "קייב", "Київ" } },
  { 49.8397, 24.0297, 1, { "Lviv", "לבוב", "Львів" } },
  { 46.4825, 30.7233, 1, { "Odesa", "אודסה", "Одеса" } },
  { 49.9935, 36.2304, 1, { "Kharkiv", "חרקוב", "Харків" } },
  { 48.4647, 35.0462, 1, { "Dnipro", "דניפרו", "Дніпро" } },
  { 47.8388, 35.1396, 1, { "Zaporizhzhia", "זפוריז׳יה", "Запоріжжя" } },
  { 48.0159, 37.8029, 1, { "Donetsk", "דונצק", "Донецьк" } },
  { 48.5740, 39.3078, 1, { "Luhansk", "לוהנסק", "Луганськ" } },
  { 44.9521, 34.1024, 1, { "Simferopol", "סימפרופול", "Сімферополь" } },
  { 44.6166, 33.5254, 1, { "Sevastopol", "סבסטופול", "Севастополь" } },
  { 49.2331, 28.4682, 1, { "Vinnytsia", "ויניצה", "Вінниця" } },
  { 46.6354, 32.6169, 1, { "Kherson", "חרסון", "Херсон" } },
  { 46.9750, 31.9946, 1, { "Mykolaiv", "מיקולאייב", "Миколаїв" } },
  { 49.5883, 34.5514, 1, { "Poltava", "פולטבה", "Полтава" } },
  { 51.4982, 31.2893, 1, { "Chernihiv", "צ׳רניהיב", "Чернігів" } },
  { 49.4444, 32.0598, 1, { "Cherkasy", "צ׳רקאסי", "Черкаси" } },
  { 50.2547, 28.6587, 1, { "Zhytomyr", "ז׳יטומיר", "Житомир" } },
  { 50.9077, 34.7981, 1, { "Sumy", "סומי", "Суми" } },
  { 49.4229, 26.9871, 1, { "Khmelnytskyi", "חמלניצקי", "Хмельницький" } },
  { 48.2915, 25.9403, 1, { "Chernivtsi", "צ׳רנוביץ", "Чернівці" } },
  { 50.6199, 26.2516, 1, { "Rivne", "רובנו", "Рівне" } },
  { 48.9226, 24.7111, 1, { "Ivano-Frankivsk", "איוונו־פרנקיבסק", "Івано-Франківськ" } },
  { 49.5535, 25.5948, 1, { "Ternopil", "טרנופול", "Тернопіль" } },
  { 50.7472, 25.3254, 1, { "Lutsk", "לוצק", "Луцьк" } },
  { 48.6208, 22.2879, 1, { "Uzhhorod", "אוז׳הורוד", "Ужгород" } },
  { 48.5079, 32.2623, 1, { "Kropyvnytskyi", "קרופיבניצקי", "Кропивницький" } },
  { 48.7585, 30.2217, 3, { "Uman", "אומן", "Умань" } },
  { 48.4417, 22.7178, 3, { "Mukachevo", "מונקאץ׳", "Мукачево" } },
  { 47.0971, 37.5434, 1, { "Mariupol", "מריופול", "Маріуполь" } },
  { 47.9105, 33.3918, 1, { "Kryvyi Rih", "קריבי ריה", "Кривий Ріг" } },
  { 49.7968, 30.1153, 2, { "Bila Tserkva", "בילה צרקבה", "Біла Церква" } },
  { 49.0659, 33.4100, 2, { "Kremenchuk", "קרמנצ׳וק", "Кременчук" } },
  { 45.3517, 28.8500, 3, { "Izmail", "איזמאיל", "Ізмаїл" } },
  { 49.7839, 22.7678, 3, { "Przemyśl", "פשמישל", "Перемишль" } },
  { 47.0105, 28.8638, 0, { "Chișinău", "קישינב", "Кишинів" } },
  { 49.3500, 23.5050, 3, { "Drohobych", "דרוהוביץ׳", "Дрогобич" } },
  { 49.2500, 23.8500, 3, { "Stryi", "סטרי", "Стрий" } },
  { 49.8000, 23.1500, 5, { "Mostyska", "מוסטיסקה", "Мостиська" } },
  { 49.9419, 23.3939, 4, { "Yavoriv", "יבוריב", "Яворів" } },
  { 50.0600, 23.9700, 4, { "Zhovkva", "ז׳ולקווה", "Жовква" } },
  { 49.6600, 23.4950, 5, { "Rudky", "רודקי", "Рудки" } },
  { 49.5180, 23.2030, 3, { "Sambir", "סמביר", "Самбір" } },
  { 45.0289, 35.4740, 2, { "Kerch", "קרץ׳", "Керч" } },
  { 45.2000, 33.3580, 2, { "Yevpatoriia", "יבפטוריה", "Євпаторія" } },
  { 44.4970, 34.1660, 3, { "Yalta", "יאלטה", "Ялта" } },
  { 46.1800, 34.8000, 3, { "Henichesk", "הניצ׳סק", "Генічеськ" } },
};

typedef struct
{
  guint places[3];
  CorMapRoadClass road_class;
  const char *number;
} SampleRoad;

static const SampleRoad sample_roads[] = {
  { { 0, 16, 20 }, COR_MAP_ROAD_MAIN, "M06" },
  { { 20, 39, 1 }, COR_MAP_ROAD_MAIN, "M06" },
  { { 1, 38, 33 }, COR_MAP_ROAD_MAIN, "M10" },
  { { 0, 30, 26 }, COR_MAP_ROAD_MAIN, "M05" },
  { { 26, 26, 2 }, COR_MAP_ROAD_MAIN, "M05" },
  { { 1, 36, 27 }, COR_MAP_ROAD_MAIN, "M06" },
  { { 27, 27, 24 }, COR_MAP_ROAD_MAIN, "M06" },
  { { 0, 13, 3 }, COR_MAP_ROAD_MAIN, "M03" },
  { { 1, 22, 18 }, COR_MAP_ROAD_MAIN, "M30" },
  { { 18, 10, 26 }, COR_MAP_ROAD_MAIN, "M30" },
  { { 26, 25, 4 }, COR_MAP_ROAD_MAIN, "M30" },
  { { 1, 40, 41 }, COR_MAP_ROAD_NATIONAL, "H13" },
  { { 36, 21, 19 }, COR_MAP_ROAD_NATIONAL, "H10" },
  { { 35, 36, 36 }, COR_MAP_ROAD_REGIONAL, "T1410" },
};

/* The sample in a language. (transfer full) */
static inline CorMapContent *
sample_content_new (CorLanguage language)
{
  CorMapLabel labels[G_N_ELEMENTS (sample_places)];
  CorPosition points[G_N_ELEMENTS (sample_roads)][3];
  CorMapRoad roads[G_N_ELEMENTS (sample_roads)];

  for (guint i = 0; i < G_N_ELEMENTS (sample_places); i++)
    labels[i] = (CorMapLabel){ { sample_places[i].lat_deg, sample_places[i].lon_deg },
                               sample_places[i].names[language],
                               sample_places[i].rank };
  for (guint i = 0; i < G_N_ELEMENTS (sample_roads); i++)
    {
      for (guint k = 0; k < 3; k++)
        points[i][k] = labels[sample_roads[i].places[k]].position;
      roads[i] = (CorMapRoad){ points[i], 3, sample_roads[i].road_class, sample_roads[i].number };
    }

  return cor_map_content_new (roads, G_N_ELEMENTS (roads), labels, G_N_ELEMENTS (labels));
}
