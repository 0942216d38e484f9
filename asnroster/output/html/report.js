"use strict";
// The roster's search: the data stand in the page, rows are made for those who are seen.
(() => {
  const SHOWN = 50;
  const at = (id) => document.getElementById(id);
  const data = JSON.parse(at("data").textContent);
  const { codes, days, people, units, words } = data;
  const number = new Intl.NumberFormat(data.language);
  const above = [];
  const paths = units.map(([name, depth]) => (above[depth] = depth ? above[depth - 1] + " > " + name : name));
  const texts = people.map(([key, name, unit]) => (name + " " + key + " " + paths[unit]).toLowerCase());
  let found = [];
  let first = 0;

  const make = (tag, text, look) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (look) element.className = look;
    return element;
  };
  const heading = (text, title) => {
    const cell = make("th", text);
    cell.scope = "col";
    if (title) cell.title = title;
    return cell;
  };

  const head = document.createElement("tr");
  head.append(heading(words.person));
  for (const [weekday, day, long] of days) head.append(heading(weekday + " " + day, long));
  head.append(heading(words.office), heading(words.home));
  at("people").tHead.append(head);

  const unitRow = (unit) => {
    const line = document.createElement("tr");
    const cell = heading("");
    cell.scope = "rowgroup";
    cell.colSpan = days.length + 3;
    cell.append(make("span", paths[unit]));
    line.append(cell);
    line.className = "unit";
    return line;
  };
  const row = ([key, name, , letters]) => {
    const line = document.createElement("tr");
    line.className = "person";
    const who = make("th", name);
    who.scope = "row";
    if (key) who.append(make("span", key, "key"));
    line.append(who);
    let office = 0;
    let home = 0;
    for (const letter of letters) {
      const [code, , look] = codes[letter];
      line.append(make("td", code, look));
      office += letter === "O";
      home += letter === "H";
    }
    line.append(make("td", office, "number"), make("td", home, "number"));
    return line;
  };

  const show = () => {
    const last = Math.min(first + SHOWN, found.length);
    let unit = -1;
    at("people").tBodies[0].replaceChildren(...found.slice(first, last).flatMap((place) => {
      const rows = people[place][2] === unit ? [] : [unitRow(people[place][2])];
      unit = people[place][2];
      return [...rows, row(people[place])];
    }));
    at("count").textContent = found.length
      ? words.found.replace("{first}", number.format(first + 1)).replace("{last}", number.format(last))
        .replace("{count}", number.format(found.length))
      : words.nobody;
    at("back").disabled = first === 0;
    at("next").disabled = last === found.length;
  };
  const search = () => {
    const wanted = at("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = at("unit").value;
    const from = chosen === "" ? 0 : Number(chosen);
    const to = chosen === "" ? units.length - 1 : from + units[from][2];
    found = [];
    people.forEach(([, , unit], place) => {
      if (unit >= from && unit <= to && wanted.every((word) => texts[place].includes(word))) found.push(place);
    });
    first = 0;
    show();
  };
  const turn = (by) => {
    first += by;
    show();
    at("people").scrollIntoView({ block: "nearest" });
  };

  units.forEach(([name, depth], place) => {
    const option = make("option", "\u2003".repeat(depth) + name);
    option.value = place;
    at("unit").append(option);
  });
  for (const [code, meaning, look] of Object.values(codes)) {
    const line = document.createElement("li");
    line.append(make("span", code || "\u00a0", look), " " + meaning);
    at("legend").append(line);
  }
  let waiting = 0;
  at("words").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 120);
  });
  at("unit").addEventListener("change", search);
  at("find").addEventListener("submit", (event) => event.preventDefault());
  at("back").addEventListener("click", () => turn(-SHOWN));
  at("next").addEventListener("click", () => turn(SHOWN));
  at("find").hidden = at("found").hidden = false;
  search();
})();
