"use strict";
const drop = document.getElementById("drop");
const file = document.getElementById("file");
const said = document.getElementById("said");

async function send(report) {
  if (!report || drop.classList.contains("busy")) return;
  drop.classList.add("busy");
  said.className = "";
  said.textContent = drop.dataset.working;
  try {
    const answer = await fetch("/reports", {
      method: "POST",
      headers: {"X-Report-Name": encodeURIComponent(report.name), "Content-Type": "application/octet-stream"},
      body: report,
    });
    const told = await answer.json();
    if (told.dossier) {
      location.assign(told.dossier);
      return;
    }
    said.textContent = told.error;
  } catch (error) {
    said.textContent = String(error);
  }
  said.className = "bad";
  drop.classList.remove("busy");
}

file.addEventListener("change", () => send(file.files[0]));
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => event.preventDefault());
}
document.addEventListener("dragover", () => drop.classList.add("over"));
document.addEventListener("dragleave", () => drop.classList.remove("over"));
document.addEventListener("drop", (event) => {
  drop.classList.remove("over");
  send(event.dataTransfer.files[0]);
});
